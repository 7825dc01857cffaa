using Lookalike.Search.Distances;

namespace Lookalike.Search.Exact;

/// <summary>What an exact search may return, and what it may use. Not changed by a search; may be shared by many.</summary>
public sealed class ExactSearchOptions
{
    internal static readonly ExactSearchOptions Default = new();

    /// <summary>The database positions that may be returned.</summary>
    /// <value>
    /// A bitmap: position p may be returned where bit p % 64 of word p / 64 is set. Bits past the database are ignored.
    /// Empty, the default, allows every position.
    /// </value>
    public ReadOnlyMemory<ulong> Allowed { get; init; }

    /// <summary>The most threads that a search runs on, the caller's included.</summary>
    /// <value>1 and up; the default is the number of processors.</value>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>The lengths of the database's vectors, which <see cref="DistanceMetric.Cosine"/> divides by.</summary>
    /// <value>
    /// Made of the database that is searched, as it is now. Null, the default, computes them in every search. Other metrics do not
    /// use them.
    /// </value>
    internal RowLengths? RowLengths { get; init; }

    /// <summary>Ends a search early, with an <see cref="OperationCanceledException"/>. The default never does.</summary>
    public CancellationToken CancellationToken { get; init; }
}
