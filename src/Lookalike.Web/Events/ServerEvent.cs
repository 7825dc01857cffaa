namespace Lookalike.Web.Events;

/// <summary>One thing that is told. Immutable.</summary>
/// <param name="Id">What a client that comes again names as the last that it has; on one line.</param>
/// <param name="Name">What kind it is.</param>
/// <param name="Data">JSON on one line.</param>
internal sealed record ServerEvent(string Id, string Name, string Data);
