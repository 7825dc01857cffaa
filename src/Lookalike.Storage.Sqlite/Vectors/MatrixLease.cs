using Lookalike.Search;
using Lookalike.Storage.Sqlite.Approximate;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite.Vectors;

/// <summary>The right to read matrices that nobody changes meanwhile. Dispose it soon: a writer's next reader copies a matrix that is held.</summary>
internal sealed class MatrixLease(CollectionCache cache, CatalogueEntry entry, long line, VectorMatrix?[] matrices) : IDisposable
{
    public CatalogueEntry Entry => entry;

    /// <summary>The matrix of a vector property by its ordinal; it must have been asked for.</summary>
    public VectorMatrix this[int ordinal] => matrices[ordinal]!;

    /// <summary>
    /// The keeper of a vector property's graph, which has seen the vectors of this lease; null for few vectors, and for a collection that
    /// was made anew meanwhile.
    /// </summary>
    public GraphKeeper? Keeper(Connection connection, CollectionLayout layout, int ordinal, DistanceMetric metric)
    {
        if (this[ordinal].Slots < GraphKeeper.LeastVectors) return null;
        GraphKeeper? keeper = cache.Graph(entry, line, ordinal, this[ordinal].Dimension, metric);
        keeper?.See(connection, layout.Blocks[ordinal], layout.Schema.Vectors[ordinal], this[ordinal]);
        return keeper;
    }

    public void Dispose()
    {
        foreach (VectorMatrix? matrix in matrices) matrix?.Buffer.Release();
    }
}
