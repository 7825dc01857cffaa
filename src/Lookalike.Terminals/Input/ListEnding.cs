namespace Lookalike.Terminals.Input;

/// <summary>How the names of a list end: with a NUL each, or with the line.</summary>
/// <param name="IsNull">Whether it is a NUL.</param>
/// <param name="NullOption">The option that says so.</param>
internal readonly record struct ListEnding(bool IsNull, string NullOption);
