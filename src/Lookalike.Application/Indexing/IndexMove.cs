namespace Lookalike.Application.Indexing;

/// <summary>A picture whose content was found under another key. Immutable.</summary>
public sealed class IndexMove
{
    internal IndexMove()
    {
    }

    /// <summary>The key whose vector is taken over.</summary>
    public string From { get; internal init; } = "";

    /// <summary>The key that gets it.</summary>
    public string To { get; internal init; } = "";
}
