using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;
using Lookalike.Storage.Sqlite.Vectors;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite.Records;

/// <summary>Transactions on one collection: each finds the collection in the catalogue anew, and the mapper that fits it.</summary>
internal sealed class CollectionAccess<TRecord>(DatabaseFile file, string name, CollectionModel model, CollectionSchema schema)
    where TRecord : class
{
    private volatile Resolved? _resolved;

    /// <summary>Reads at one moment: the records in the file and the vectors in memory are of the same version.</summary>
    public Task<T> ReadAsync<T>(
        string operation, Func<RecordMapper<TRecord>, int[]> select, Func<Connection, RecordMapper<TRecord>, MatrixLease, T> body, CancellationToken cancellationToken) =>
        file.ReadAsync(operation, name, connection =>
        {
            if (connection is null) throw SqliteFault.MissingCollection(file.Path, operation, name);
            RecordMapper<TRecord>? mapper = null;
            using MatrixLease lease = file.Cache(name).Begin(
                connection, name, entry => (mapper = Resolve(operation, connection, entry)).Layout, () => select(mapper!), cancellationToken)
                ?? throw SqliteFault.MissingCollection(file.Path, operation, name);
            T result = body(connection, mapper!, lease);
            file.Confirm(connection, name, lease.Entry);
            return result;
        }, cancellationToken);

    /// <summary>Reads at one moment what is in the file, past the vectors in memory: damage may keep those from being read.</summary>
    public Task<T> InspectAsync<T>(string operation, Func<Connection, RecordMapper<TRecord>, T> body, CancellationToken cancellationToken) =>
        file.ReadAsync(operation, name, connection =>
        {
            if (connection is null) throw SqliteFault.MissingCollection(file.Path, operation, name);
            connection.Execute("BEGIN");
            if (Catalogue.Find(connection, name) is not { } entry) throw SqliteFault.MissingCollection(file.Path, operation, name);
            T result = body(connection, Resolve(operation, connection, entry));
            file.Confirm(connection, name, entry);
            return result;
        }, cancellationToken);

    /// <summary>Writes in one transaction.</summary>
    public Task WriteAsync(string operation, Action<Connection, RecordMapper<TRecord>> body, CancellationToken cancellationToken) =>
        file.WriteAsync(operation, name, create: false, connection =>
        {
            if (connection is null || Catalogue.Find(connection, name) is not { } entry) throw SqliteFault.MissingCollection(file.Path, operation, name);
            body(connection, Resolve(operation, connection, entry));
            return true;
        }, cancellationToken);

    // The definition is compared once for each collection number and definition: a collection that was deleted and made anew has
    // another number, and a file that lies in the place of another may have any.
    private RecordMapper<TRecord> Resolve(string operation, Connection connection, CatalogueEntry entry)
    {
        if (_resolved is not { } resolved || resolved.Mapper.Layout.Id != entry.Id || resolved.Definition != entry.Definition)
        {
            CollectionSchema stored = CollectionOperations.ThrowIfDifferent(file, name, operation, schema, entry);
            resolved = new Resolved(entry.Definition, new RecordMapper<TRecord>(model, new CollectionLayout(entry.Id, stored)));
            _resolved = resolved;
        }

        connection.CheckOnce(entry.Id, () => SchemaInspection.RequireTables(connection, resolved.Mapper.Layout));
        return resolved.Mapper;
    }

    private sealed record Resolved(string Definition, RecordMapper<TRecord> Mapper);
}
