namespace Lookalike.Datasets;

/// <summary>How the files of a folder differ from those that a cache was made of. Paths are relative. Immutable.</summary>
public sealed class PictureChanges
{
    /// <summary>Files that the cache does not know.</summary>
    public required IReadOnlyList<string> Added { get; init; }

    /// <summary>Files of another size or time of writing.</summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>Files that are no longer there.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>Whether nothing differs.</summary>
    public bool IsEmpty => Added.Count == 0 && Changed.Count == 0 && Removed.Count == 0;
}
