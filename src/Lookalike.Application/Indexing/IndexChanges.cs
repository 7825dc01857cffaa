namespace Lookalike.Application;

/// <summary>The keys that a run changes, by kind, each in the order in which the files were met. Immutable.</summary>
public sealed class IndexChanges
{
    /// <summary>New and changed files.</summary>
    public required IReadOnlyList<string> Encoded { get; init; }

    /// <summary>Files with another time and the same content.</summary>
    public required IReadOnlyList<string> Touched { get; init; }

    /// <summary>Files under another path.</summary>
    public required IReadOnlyList<IndexMove> Moved { get; init; }

    /// <summary>Files with the content of another one.</summary>
    public required IReadOnlyList<IndexMove> Copied { get; init; }

    /// <summary>Records whose file is gone, or is no picture any more.</summary>
    public required IReadOnlyList<string> Removed { get; init; }
}
