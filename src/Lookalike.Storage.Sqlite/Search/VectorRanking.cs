using Lookalike.Search.Distances;
using Lookalike.Search.Exact;
using Lookalike.Storage.Sqlite.Vectors;

namespace Lookalike.Storage.Sqlite.Search;

/// <summary>Ranks the vectors of a matrix by their distance to a query. It knows vectors and graphs, and nothing of records and files.</summary>
internal static class VectorRanking
{
    /// <summary>A page further back is ranked exactly: a walk that keeps more than this is no faster.</summary>
    public const int MaxWalked = 2000;

    /// <summary>Compares every vector.</summary>
    /// <param name="matrix">The vectors.</param>
    /// <param name="query">[dimension] floats.</param>
    /// <param name="wanted">The neighbours wanted, 1 and up.</param>
    /// <param name="metric">The distance to rank by.</param>
    /// <param name="allowed">The slots that may be returned, a bitmap of all slots.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    /// <returns>The neighbours, nearest first, as many as there are of those wanted.</returns>
    public static ReadOnlySpan<Neighbour> Exact(
        VectorMatrix matrix, ReadOnlyMemory<float> query, int wanted, DistanceMetric metric, ReadOnlyMemory<ulong> allowed, CancellationToken cancellationToken)
    {
        var ranked = new Neighbour[wanted];
        var options = new ExactSearchOptions
        {
            Allowed = allowed,
            RowLengths = metric == DistanceMetric.Cosine ? matrix.Lengths : null,
            CancellationToken = cancellationToken,
        };
        int found = ExactSearch.Search(matrix.Vectors, matrix.Dimension, query, wanted, metric, ranked, options);
        return ranked.AsSpan(0, found);
    }
}
