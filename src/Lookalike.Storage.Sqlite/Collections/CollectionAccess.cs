using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Files;
using Lookalike.Storage.Sqlite.Records;
using Lookalike.Storage.Sqlite.Schema;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite.Collections;

/// <summary>Transactions on one collection: each finds the collection in the catalogue anew, and the mapper that fits it.</summary>
internal sealed class CollectionAccess<TRecord>(SharedFile shared, string name, CollectionModel model, CollectionSchema schema)
    where TRecord : class
{
    private readonly DatabaseFile _file = shared.File;
    private volatile Resolved? _resolved;

    /// <summary>The collection's name.</summary>
    public string Name => name;

    /// <inheritdoc cref="DatabaseFile.Generation"/>
    public long Generation => _file.Generation;

    /// <summary>Begins to read, for <see cref="Begin"/>.</summary>
    public FileReading Read(string operation) => _file.Read(operation, name);

    /// <summary>Begins an attempt of an operation, with a transaction and the vectors as it sees them.</summary>
    /// <param name="reading">The operation.</param>
    /// <param name="vectors">The vector properties to take the vectors of.</param>
    /// <param name="cancellationToken">Ends the reading of vectors early.</param>
    /// <exception cref="VectorStoreException">The collection does not exist, or is of another definition.</exception>
    public CollectionReading<TRecord> Begin(FileReading reading, IReadOnlyList<VectorPropertyModel> vectors, CancellationToken cancellationToken)
    {
        Connection connection = reading.Begin() ?? throw Missing(reading.Operation);
        CollectionCache cache = shared.Cache(name);
        using Lock.Scope gate = cache.Enter();
        connection.Execute("BEGIN");
        CatalogueEntry entry = Catalogue.Find(connection, name) ?? throw Missing(reading.Operation);
        RecordMapper<TRecord> mapper = Resolve(reading.Operation, connection, entry);
        MatrixLease lease = cache.Take(connection, entry, mapper.Layout, mapper.OrdinalsOf(vectors), cancellationToken);
        return new CollectionReading<TRecord>(_file, name, connection, entry, mapper, lease);
    }

    /// <summary>Reads at one moment: the records in the file and the vectors in memory are of the same version.</summary>
    public Task<T> ReadAsync<T>(
        string operation, IReadOnlyList<VectorPropertyModel> vectors, Func<CollectionReading<TRecord>, T> body, CancellationToken cancellationToken) =>
        CompletedWork.Of(operation, name, () => Read(operation).UntilWhole(file =>
        {
            using CollectionReading<TRecord> reading = Begin(file, vectors, cancellationToken);
            T result = body(reading);
            reading.Confirm();
            return result;
        }), cancellationToken);

    /// <summary>Reads at one moment what is in the file, past the vectors in memory: damage may keep those from being read.</summary>
    public Task<T> InspectAsync<T>(string operation, Func<Connection, RecordMapper<TRecord>, T> body, CancellationToken cancellationToken) =>
        _file.ReadAsync(operation, name, connection =>
        {
            if (connection is null) throw Missing(operation);
            connection.Execute("BEGIN");
            CatalogueEntry entry = Catalogue.Find(connection, name) ?? throw Missing(operation);
            T result = body(connection, Resolve(operation, connection, entry));
            _file.Confirm(connection, name, entry);
            return result;
        }, cancellationToken);

    /// <summary>Writes in one transaction.</summary>
    public Task WriteAsync(string operation, Action<Connection, RecordMapper<TRecord>> body, CancellationToken cancellationToken) =>
        _file.WriteAsync(operation, name, create: false, connection =>
        {
            if (connection is null || Catalogue.Find(connection, name) is not { } entry) throw Missing(operation);
            body(connection, Resolve(operation, connection, entry));
            return true;
        }, cancellationToken);

    private VectorStoreException Missing(string operation) => SqliteFault.MissingCollection(_file.Path, operation, name);

    // The definition is compared once for each collection number and definition: a collection that was deleted and made anew has
    // another number, and a file that lies in the place of another may have any.
    private RecordMapper<TRecord> Resolve(string operation, Connection connection, CatalogueEntry entry)
    {
        if (_resolved is not { } resolved || resolved.Mapper.Layout.Id != entry.Id || resolved.Definition != entry.Definition)
        {
            CollectionSchema stored = CollectionOperations.ThrowIfDifferent(_file, name, operation, schema, entry);
            resolved = new Resolved(entry.Definition, new RecordMapper<TRecord>(model, new CollectionLayout(entry.Id, stored)));
            _resolved = resolved;
        }

        if (!connection.IsChecked(entry.Id))
        {
            SchemaInspection.RequireTables(connection, resolved.Mapper.Layout);
            connection.SetChecked(entry.Id);
        }

        return resolved.Mapper;
    }

    private sealed record Resolved(string Definition, RecordMapper<TRecord> Mapper);
}
