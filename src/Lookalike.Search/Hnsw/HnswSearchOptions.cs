namespace Lookalike.Search.Hnsw;

/// <summary>How thoroughly a graph is searched, and what may be returned. Not changed by a search; may be shared by many.</summary>
public sealed class HnswSearchOptions
{
    /// <summary>The default of <see cref="Candidates"/>.</summary>
    internal const int DefaultCandidates = 100;

    /// <summary>The nearest nodes that a search keeps while it walks the graph, called ef in the paper. More cost time and find more.</summary>
    /// <value>1 and up; the default is 100. A search for more neighbours than this keeps as many as it is to find.</value>
    public int Candidates { get; init; } = DefaultCandidates;

    /// <summary>The positions that may be returned.</summary>
    /// <value>
    /// A bitmap: position p may be returned where bit p % 64 of word p / 64 is set; positions past its end may not.
    /// Empty, the default, allows every position in the index.
    /// </value>
    public ReadOnlyMemory<ulong> Allowed { get; init; }

    /// <summary>The most threads that a search of several queries runs on. One query runs on one thread.</summary>
    /// <value>1 and up; the default is the number of processors.</value>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>Ends a search of several queries early, with an <see cref="OperationCanceledException"/>. The default never does.</summary>
    public CancellationToken CancellationToken { get; init; }
}
