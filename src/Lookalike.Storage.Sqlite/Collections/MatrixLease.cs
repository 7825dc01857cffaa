using Lookalike.Search.Distances;
using Lookalike.Storage.Sqlite.Approximate;
using Lookalike.Storage.Sqlite.Vectors;

namespace Lookalike.Storage.Sqlite.Collections;

/// <summary>The right to read matrices that nobody changes meanwhile. Dispose it soon: a writer's next reader copies a matrix that is held.</summary>
internal sealed class MatrixLease(CollectionCache cache, long collection, long line, VectorMatrix?[] matrices) : IDisposable
{
    /// <summary>The matrices by the ordinal of their vector property; null where one was not asked for.</summary>
    public IReadOnlyList<VectorMatrix?> Matrices => matrices;

    /// <summary>The keeper of a vector property's graph; null for few vectors, and for a collection that was made anew meanwhile.</summary>
    public GraphKeeper? Keeper(int ordinal, DistanceMetric metric) =>
        matrices[ordinal]!.Slots < GraphKeeper.MinVectors ? null : cache.Graph(collection, line, ordinal, matrices[ordinal]!.Dimension, metric);

    public void Dispose()
    {
        foreach (VectorMatrix? matrix in matrices) matrix?.Buffer.Release();
    }
}
