using System.Diagnostics.CodeAnalysis;
using Lookalike.Storage.Sqlite.Collections;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Records;
using Lookalike.Storage.Sqlite.Schema;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite;

/// <summary>A collection of records with vectors in a SQLite file. Thread-safe.</summary>
/// <remarks>
/// <para>
/// Keys are string, of at most 32,768 bytes in UTF-8, int, long or Guid; a Guid key that is empty is made up when the record is written. Data
/// properties are string,
/// bool, int, long, float, double, byte[], Guid, DateTime, DateTimeOffset, their nullable forms, string[] and List of string.
/// Vector properties are ReadOnlyMemory of float, float[], Embedding of float, or anything an embedding generator turns into one.
/// A vector property that is null stores no vector, and no search of that property finds the record. A record without its vectors takes at most 64 MiB.
/// </para>
/// <para>
/// Every distance function of <see cref="DistanceFunction"/> is supported; where none is set it is <see cref="DistanceFunction.CosineDistance"/>.
/// With the index kind <see cref="IndexKind.Flat"/>, or none, searches are exact. With <see cref="IndexKind.Hnsw"/> they walk a graph of the
/// vectors, for cosine, dot product and Euclidean functions: from 10,000 vectors on, once the graph is there, and while they want no more than 2,000
/// ranks. The graph
/// is built by the first search, on a thread of its own, kept in step with every change, and kept in a file beside the database. A
/// read-only store walks the graph in the file and builds none.
/// </para>
/// <para>
/// A filter is compiled and run over all records, read one by one without their vectors, so it means exactly what it means in C#,
/// and costs a scan. <see cref="VectorStoreDataProperty.IsIndexed"/> is accepted and makes no difference.
/// </para>
/// </remarks>
/// <typeparam name="TKey">The type of the key property; object for a dynamic collection.</typeparam>
/// <typeparam name="TRecord">The type of the records, with a parameterless constructor.</typeparam>
[SuppressMessage("Naming", "CA1711", Justification = "The name that every provider of the abstraction gives this type.")]
public partial class SqliteCollection<TKey, TRecord> : VectorStoreCollection<TKey, TRecord>
    where TKey : notnull
    where TRecord : class
{
    private readonly SharedFile _shared;
    private readonly CollectionModel _model;
    private readonly CollectionSchema _schema;
    private readonly bool _ownsFile;
    private readonly CollectionAccess<TRecord> _access;

    /// <summary>Creates a collection that opens the file for itself. The file is not touched yet.</summary>
    /// <param name="path">The path of the database file.</param>
    /// <param name="name">The collection's name.</param>
    /// <param name="options">The options, which are copied; null for the default values.</param>
    /// <exception cref="ArgumentException">A name is null, empty or blank, or the record type is a dictionary.</exception>
    /// <exception cref="NotSupportedException">The record type or definition asks for something that this store has not.</exception>
    [RequiresDynamicCode("The properties of the record type are found by reflection. Use SqliteDynamicCollection where code is compiled ahead of time.")]
    [RequiresUnreferencedCode("The properties of the record type are found by reflection. Use SqliteDynamicCollection where code is trimmed.")]
    public SqliteCollection(string path, string name, SqliteCollectionOptions? options = null)
        : this(path, name, static o => typeof(TRecord) == typeof(Dictionary<string, object?>)
            ? throw new ArgumentException(VectorDataStrings.NonDynamicCollectionWithDictionaryNotSupported(typeof(SqliteDynamicCollection)))
            : new SqliteModelBuilder().Build(typeof(TRecord), typeof(TKey), o.Definition, o.EmbeddingGenerator), options)
    {
    }

    internal SqliteCollection(string path, string name, Func<SqliteCollectionOptions, CollectionModel> model, SqliteCollectionOptions? options)
        : this(new SharedFile(path, options?.ReadOnly ?? false, options?.BusyTimeout ?? SqliteConstants.DefaultBusyTimeout, options?.LoggerFactory),
            name, model(options ?? new()), ownsFile: true)
    {
    }

    internal SqliteCollection(SharedFile shared, string name, CollectionModel model, bool ownsFile)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _shared = shared;
        _model = model;
        _schema = SqliteModelBuilder.SchemaOf(model);
        _ownsFile = ownsFile;
        _access = new CollectionAccess<TRecord>(shared, name, model, _schema);
    }

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    /// <exception cref="VectorStoreException">The file cannot be read.</exception>
    public override Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) =>
        CollectionOperations.ExistsAsync(_shared.File, Name, cancellationToken);

    /// <inheritdoc />
    /// <exception cref="VectorStoreException">The collection exists with another definition, or the file cannot be written.</exception>
    public override Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default) =>
        CollectionOperations.EnsureExistsAsync(_shared.File, Name, _schema, cancellationToken);

    /// <inheritdoc />
    /// <exception cref="VectorStoreException">The file cannot be written.</exception>
    public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default) =>
        CollectionOperations.EnsureDeletedAsync(_shared.File, Name, cancellationToken);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">
    /// The record has no key or one that is too long, or a vector of another dimension or with a value that is not finite.
    /// </exception>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be written.</exception>
    public override Task UpsertAsync(TRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return UpsertAsync([record], cancellationToken);
    }

    /// <inheritdoc />
    /// <remarks>
    /// The whole batch is one transaction: after any fault nothing of it is stored. Embeddings are generated once for the batch, before
    /// the transaction begins. Large batches are fast: each costs one wait for the disk.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A record is null, has no key or one that is too long, or a vector of another dimension or with a value that is not finite.
    /// </exception>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be written.</exception>
    public override async Task UpsertAsync(IEnumerable<TRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        IReadOnlyList<TRecord> list = records as IReadOnlyList<TRecord> ?? [.. records];
        if (list.Count == 0) return;
        cancellationToken.ThrowIfCancellationRequested();
        RecordBatch<TRecord> batch = await RecordBatch<TRecord>.CreateAsync(list, _model, cancellationToken).ConfigureAwait(false);
        await _access.WriteAsync(
            "Upsert", (connection, mapper) => RecordWriter.Upsert(connection, mapper, batch, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be written.</exception>
    public override Task DeleteAsync(TKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return DeleteAsync([key], cancellationToken);
    }

    /// <inheritdoc />
    /// <remarks>The whole batch is one transaction.</remarks>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be written.</exception>
    public override Task DeleteAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        List<object> list = [.. keys.Select(CheckKey)];
        return list.Count == 0
            ? Task.CompletedTask
            : _access.WriteAsync("Delete", (connection, mapper) => RecordWriter.Delete(connection, mapper, list, cancellationToken), cancellationToken);
    }

    /// <inheritdoc />
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(VectorStoreCollectionMetadata))
            return new VectorStoreCollectionMetadata
            {
                VectorStoreSystemName = SqliteConstants.SystemName,
                VectorStoreName = _shared.Path,
                CollectionName = Name,
            };
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Closes the file if this collection opened it for itself; a store's collection leaves it to the store.</summary>
    /// <param name="disposing">Whether managed resources are released too.</param>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _ownsFile) _shared.Dispose();
        base.Dispose(disposing);
    }

    private object CheckKey(TKey key)
    {
        if (key is null) throw new ArgumentException("One of the keys is null.", nameof(key));
        return key.GetType() == _model.KeyProperty.Type
            ? key
            : throw new ArgumentException($"The key '{key}' is of type '{key.GetType().Name}'; the collection '{Name}' has keys of type " +
                $"'{_model.KeyProperty.Type.Name}'.", nameof(key));
    }
}
