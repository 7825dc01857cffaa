using Lookalike.Search.Distances;
using Lookalike.Storage.Sqlite.Approximate;
using Lookalike.Storage.Sqlite.Blocks;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Files;
using Lookalike.Storage.Sqlite.Records;
using Lookalike.Storage.Sqlite.Schema;
using Lookalike.Storage.Sqlite.Vectors;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite.Collections;

/// <summary>One moment of a collection: the records in the file and the vectors in memory are of the same version. Dispose it soon.</summary>
internal sealed class CollectionReading<TRecord>(DatabaseFile file, string name, Connection connection, CatalogueEntry entry,
    RecordMapper<TRecord> mapper, MatrixLease lease)
    : IDisposable
    where TRecord : class
{
    /// <summary>A connection within the transaction.</summary>
    public Connection Connection => connection;

    public RecordMapper<TRecord> Mapper => mapper;

    public CollectionLayout Layout => mapper.Layout;

    /// <summary>The collection's version.</summary>
    public long Version => entry.Version;

    /// <summary>The random number of the transaction that made the version; 0 in a file that keeps none.</summary>
    public long Mark => entry.Mark;

    /// <summary>The matrices by the ordinal of their vector property; null where one was not asked for.</summary>
    public IReadOnlyList<VectorMatrix?> Matrices => lease.Matrices;

    /// <summary>The vectors of a property that was asked for.</summary>
    public VectorMatrix Matrix(VectorPropertyModel property) => lease.Matrices[mapper.OrdinalOf(property)]!;

    /// <summary>The keeper of a property's graph, which has seen these vectors; null where there is none for them.</summary>
    public GraphKeeper? Keeper(VectorPropertyModel property)
    {
        int ordinal = mapper.OrdinalOf(property);
        DistanceMetric metric = Scoring.Of(property).Metric;
        if (lease.Keeper(ordinal, metric) is not { } keeper) return null;
        VectorMatrix matrix = Matrix(property);
        if (keeper.See(matrix) is { } since)
            keeper.Mark(matrix, since, ChangedBlocks.Since(connection, Layout.Blocks[ordinal], Layout.Schema.Vectors[ordinal], since));
        return keeper;
    }

    /// <summary>Makes sure, once everything is read, that all of it is of one file.</summary>
    /// <exception cref="FileChangedException">It may not be.</exception>
    public void Confirm() => file.Confirm(connection, name, entry);

    public void Dispose() => lease.Dispose();
}
