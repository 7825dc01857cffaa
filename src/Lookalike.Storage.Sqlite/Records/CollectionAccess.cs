using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;
using Lookalike.Storage.Sqlite.Vectors;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite.Records;

/// <summary>Transactions on one collection: each finds the collection in the catalogue anew, and the mapper that fits it.</summary>
internal sealed class CollectionAccess<TRecord>(DatabaseFile file, string name, CollectionModel model, CollectionSchema schema)
    where TRecord : class
{
    private volatile RecordMapper<TRecord>? _mapper;

    /// <summary>Reads at one moment: the records in the file and the vectors in memory are of the same version.</summary>
    public Task<T> ReadAsync<T>(
        string operation, Func<RecordMapper<TRecord>, int[]> select, Func<Connection, RecordMapper<TRecord>, MatrixLease, T> body, CancellationToken cancellationToken) =>
        file.ReadAsync(operation, name, connection =>
        {
            if (connection is null) throw SqliteFault.MissingCollection(file.Path, operation, name);
            RecordMapper<TRecord>? mapper = null;
            using MatrixLease lease = file.Cache(name).Begin(
                connection, name, entry => (mapper = Resolve(operation, entry)).Layout, () => select(mapper!), cancellationToken)
                ?? throw SqliteFault.MissingCollection(file.Path, operation, name);
            return body(connection, mapper!, lease);
        }, cancellationToken);

    /// <summary>Reads at one moment what is in the file, past the vectors in memory: damage may keep those from being read.</summary>
    public Task<T> InspectAsync<T>(string operation, Func<Connection, RecordMapper<TRecord>, T> body, CancellationToken cancellationToken) =>
        file.ReadAsync(operation, name, connection =>
        {
            if (connection is null) throw SqliteFault.MissingCollection(file.Path, operation, name);
            connection.Execute("BEGIN");
            if (Catalogue.Find(connection, name) is not { } entry) throw SqliteFault.MissingCollection(file.Path, operation, name);
            return body(connection, Resolve(operation, entry));
        }, cancellationToken);

    /// <summary>Writes in one transaction.</summary>
    public Task WriteAsync(string operation, Action<Connection, RecordMapper<TRecord>> body, CancellationToken cancellationToken) =>
        file.WriteAsync(operation, name, create: false, connection =>
        {
            if (connection is null || Catalogue.Find(connection, name) is not { } entry) throw SqliteFault.MissingCollection(file.Path, operation, name);
            body(connection, Resolve(operation, entry));
            return true;
        }, cancellationToken);

    // The definition is compared once for each collection number; a collection that was deleted and made anew has another.
    private RecordMapper<TRecord> Resolve(string operation, CatalogueEntry entry)
    {
        if (_mapper is { } known && known.Layout.Id == entry.Id) return known;
        CollectionSchema stored = CollectionOperations.ThrowIfDifferent(file, name, operation, schema, entry);
        var mapper = new RecordMapper<TRecord>(model, new CollectionLayout(entry.Id, stored));
        _mapper = mapper;
        return mapper;
    }
}
