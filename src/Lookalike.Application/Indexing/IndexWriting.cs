using Lookalike.Index.Records;

namespace Lookalike.Application.Indexing;

/// <summary>How an index is opened for writing. Immutable.</summary>
internal sealed class IndexWriting
{
    /// <summary>The data set that will be indexed: a name or a folder of IDX files.</summary>
    /// <value>Null, the default, for none: what was indexed before stays.</value>
    public string? Source { get; init; }

    /// <summary>Whether an index of another model is emptied first.</summary>
    public bool Rebuild { get; init; }

    /// <summary>How the index will be searched.</summary>
    /// <value>Null, the default, to leave it as it is, which is <see cref="SearchMethod.Auto"/> at first.</value>
    public SearchMethod? Method { get; init; }
}
