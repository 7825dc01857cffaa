namespace Lookalike.Application;

/// <summary>A picture whose content was found under another key. Immutable.</summary>
public sealed class IndexMove
{
    /// <summary>The key whose vector is taken over.</summary>
    public required string From { get; init; }

    /// <summary>The key that gets it.</summary>
    public required string To { get; init; }
}
