using Lookalike.Core.Files;

namespace Lookalike.Terminals.Output;

/// <summary>One file that a command writes.</summary>
/// <param name="Name">The option that names it, or what else it is.</param>
/// <param name="Path">Where, or null where it is not asked for.</param>
/// <param name="Kind">What is written.</param>
internal readonly record struct OutputOption(string Name, string? Path, OwnKind Kind);
