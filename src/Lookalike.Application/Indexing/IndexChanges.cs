namespace Lookalike.Application.Indexing;

/// <summary>The keys that a run changes, by kind, each in the order in which the files were met. Immutable.</summary>
public sealed class IndexChanges
{
    internal IndexChanges()
    {
    }

    /// <summary>New and changed files.</summary>
    public IReadOnlyList<string> Encoded { get; internal init; } = [];

    /// <summary>Files with another time and the same content.</summary>
    public IReadOnlyList<string> Touched { get; internal init; } = [];

    /// <summary>Files under another path.</summary>
    public IReadOnlyList<IndexMove> Moved { get; internal init; } = [];

    /// <summary>Files with the content of another one.</summary>
    public IReadOnlyList<IndexMove> Copied { get; internal init; } = [];

    /// <summary>Records whose file is gone, or is no picture any more.</summary>
    public IReadOnlyList<string> Removed { get; internal init; } = [];
}
