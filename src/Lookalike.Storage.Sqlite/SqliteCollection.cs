using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Lookalike.Storage.Sqlite.Approximate;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Records;
using Lookalike.Storage.Sqlite.Schema;
using Lookalike.Storage.Sqlite.Search;
using Lookalike.Storage.Sqlite.Vectors;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite;

/// <summary>A collection of records with vectors in a SQLite file. Thread-safe.</summary>
/// <remarks>
/// <para>
/// Keys are string, of at most 32,768 bytes in UTF-8, int, long or Guid; a Guid key that is empty is made up when the record is written. Data properties are string,
/// bool, int, long, float, double, byte[], Guid, DateTime, DateTimeOffset, their nullable forms, string[] and List of string.
/// Vector properties are ReadOnlyMemory of float, float[], Embedding of float, or anything an embedding generator turns into one.
/// A vector property that is null stores no vector, and no search of that property finds the record. A record without its vectors takes at most 64 MiB.
/// </para>
/// <para>
/// Every distance function of <see cref="DistanceFunction"/> is supported; where none is set it is <see cref="DistanceFunction.CosineDistance"/>.
/// With the index kind <see cref="IndexKind.Flat"/>, or none, searches are exact. With <see cref="IndexKind.Hnsw"/> they walk a graph of the
/// vectors, for cosine, dot product and Euclidean functions: from 10,000 vectors on, once the graph is there, and while they want no more than 2,000 ranks. The graph
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
    private readonly DatabaseFile _file;
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
        : this(new DatabaseFile(path, options?.ReadOnly ?? false, options?.BusyTimeout ?? SqliteConstants.DefaultBusyTimeout), name, model(options ?? new()), ownsFile: true)
    {
    }

    internal SqliteCollection(DatabaseFile file, string name, CollectionModel model, bool ownsFile)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _file = file;
        _model = model;
        _schema = SqliteModelBuilder.SchemaOf(model);
        _ownsFile = ownsFile;
        _access = new CollectionAccess<TRecord>(file, name, model, _schema);
    }

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    /// <exception cref="VectorStoreException">The file cannot be read.</exception>
    public override Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) =>
        CollectionOperations.ExistsAsync(_file, Name, cancellationToken);

    /// <inheritdoc />
    /// <exception cref="VectorStoreException">The collection exists with another definition, or the file cannot be written.</exception>
    public override Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default) =>
        CollectionOperations.EnsureExistsAsync(_file, Name, _schema, cancellationToken);

    /// <inheritdoc />
    /// <exception cref="VectorStoreException">The file cannot be written.</exception>
    public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default) =>
        CollectionOperations.EnsureDeletedAsync(_file, Name, cancellationToken);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The record has no key or one that is too long, or a vector of another dimension or with a value that is not finite.</exception>
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
    /// <exception cref="ArgumentException">A record is null, has no key or one that is too long, or a vector of another dimension or with a value that is not finite.</exception>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be written.</exception>
    public override async Task UpsertAsync(IEnumerable<TRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        IReadOnlyList<TRecord> list = records as IReadOnlyList<TRecord> ?? [.. records];
        if (list.Count == 0) return;
        cancellationToken.ThrowIfCancellationRequested();
        RecordBatch<TRecord> batch = await RecordBatch<TRecord>.CreateAsync(list, _model, cancellationToken).ConfigureAwait(false);
        await _access.WriteAsync("Upsert", (connection, mapper) => RecordWriter.Upsert(connection, mapper, batch, cancellationToken), cancellationToken).ConfigureAwait(false);
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
    /// <exception cref="NotSupportedException">Vectors were asked for, and the collection generates them from other values.</exception>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be read.</exception>
    public override async Task<TRecord?> GetAsync(TKey key, RecordRetrievalOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        List<TRecord> found = await GetByKeysAsync([CheckKey(key)], options, cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc />
    /// <remarks>All records are of the same moment, in the order of their keys as given.</remarks>
    /// <exception cref="NotSupportedException">Vectors were asked for, and the collection generates them from other values.</exception>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be read.</exception>
    public override IAsyncEnumerable<TRecord> GetAsync(IEnumerable<TKey> keys, RecordRetrievalOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        List<object> list = [.. keys.Select(CheckKey)];
        return list.Count == 0 ? AsyncEnumerable.Empty<TRecord>() : Stream(token => GetByKeysAsync(list, options, token), cancellationToken);
    }

    /// <inheritdoc />
    /// <remarks>Without an order, records come in the order of their slots, which is the order of writing as long as none was deleted.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is below 1.</exception>
    /// <exception cref="NotSupportedException">
    /// Vectors were asked for, and the collection generates them from other values; or the order is by a property without one.
    /// </exception>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be read.</exception>
    public override IAsyncEnumerable<TRecord> GetAsync(
        Expression<Func<TRecord, bool>> filter, int top, FilteredRecordRetrievalOptions<TRecord>? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new FilteredRecordRetrievalOptions<TRecord>();
        ThrowIfVectorsAreGenerated(options.IncludeVectors);
        var recordFilter = new RecordFilter<TRecord>(filter);
        return Stream(token => _access.ReadAsync("Get", options.IncludeVectors ? AllVectors : NoVectors, (connection, mapper, vectors) =>
        {
            IEnumerable<(int Slot, TRecord Record)> found = recordFilter.Records(connection, mapper, token);
            if (options.OrderBy is { } order) found = RecordOrder.Sort(found, order(new()), _model);
            List<TRecord> page = [];
            foreach ((int slot, TRecord record) in found.Skip(options.Skip).Take(top))
            {
                if (options.IncludeVectors) mapper.ReadVectors(record, slot, vectors);
                page.Add(record);
            }
            return page;
        }, token), cancellationToken);
    }

    /// <inheritdoc />
    /// <remarks>
    /// The ranking is exact, and ties are in the order of slots, so pages by <see cref="VectorSearchOptions{TRecord}.Skip"/> neither overlap
    /// nor leave gaps while nothing is written. A record at exactly the threshold is included.
    /// </remarks>
    /// <exception cref="ArgumentException">The vector to search for has another dimension, or a value that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The vector property is not named and there is not exactly one, or its generator does not take the value.</exception>
    /// <exception cref="NotSupportedException">
    /// <paramref name="searchValue"/> is no vector and there is no generator; or vectors were asked for, and the collection generates them.
    /// </exception>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be read.</exception>
    public override IAsyncEnumerable<VectorSearchResult<TRecord>> SearchAsync<TInput>(
        TInput searchValue, int top, VectorSearchOptions<TRecord>? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(searchValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new VectorSearchOptions<TRecord>();
        ThrowIfVectorsAreGenerated(options.IncludeVectors);
        VectorPropertyModel property = _model.GetVectorPropertyOrSingle(options);
        return Stream(async token =>
        {
            ReadOnlyMemory<float> query = await QueryVector.ResolveAsync(property, searchValue, token).ConfigureAwait(false);
            var ranking = new Ranking<TRecord>(property, query, top, options, token);
            return await _access.ReadAsync("Search", options.IncludeVectors ? AllVectors : m => [m.OrdinalOf(property)], ranking.Run, token).ConfigureAwait(false);
        }, cancellationToken);
    }

    /// <summary>Builds the graphs of the vector properties with <see cref="IndexKind.Hnsw"/>, or brings them up to date, and writes them beside the database.</summary>
    /// <param name="progress">Told now and then how many vectors a graph that is being built holds, from any thread; null for nobody.</param>
    /// <param name="cancellationToken">Ends the waiting early.</param>
    /// <returns>
    /// True once searches walk graphs that hold everything stored before the call. False where they do not: there are too few vectors, or
    /// the store is read-only and there is no graph in its file.
    /// </returns>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be read.</exception>
    public async Task<bool> BuildGraphsAsync(IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        List<GraphKeeper> keepers = await _access.ReadAsync("BuildGraphs", AllVectors, (connection, mapper, vectors) =>
            _model.VectorProperties.Where(p => p.IndexKind == IndexKind.Hnsw).Select(p => vectors.Keeper(connection, mapper.Layout, mapper.OrdinalOf(p), Scoring.Of(p).Metric)).OfType<GraphKeeper>().ToList(),
            cancellationToken).ConfigureAwait(false);
        bool all = keepers.Count > 0;
        foreach (GraphKeeper keeper in keepers) all &= await keeper.CompleteAsync(progress, cancellationToken).ConfigureAwait(false);
        return all;
    }

    /// <inheritdoc />
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(VectorStoreCollectionMetadata))
            return new VectorStoreCollectionMetadata { VectorStoreSystemName = SqliteConstants.SystemName, VectorStoreName = _file.Path, CollectionName = Name };
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Closes the file if this collection opened it for itself; a store's collection leaves it to the store.</summary>
    /// <param name="disposing">Whether managed resources are released too.</param>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _ownsFile) _file.Dispose();
        base.Dispose(disposing);
    }

    private static int[] NoVectors(RecordMapper<TRecord> mapper) => [];

    private static int[] AllVectors(RecordMapper<TRecord> mapper) => mapper.AllVectors;

    private static async IAsyncEnumerable<T> Stream<T>(Func<CancellationToken, Task<List<T>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Read in one go: a transaction must not stay open for as long as a caller takes over each item.
        foreach (T item in await read(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    private Task<List<TRecord>> GetByKeysAsync(List<object> keys, RecordRetrievalOptions? options, CancellationToken cancellationToken)
    {
        bool includeVectors = options?.IncludeVectors ?? false;
        ThrowIfVectorsAreGenerated(includeVectors);
        return _access.ReadAsync("Get", includeVectors ? AllVectors : NoVectors, (connection, mapper, vectors) =>
        {
            List<TRecord> records = [];
            foreach (object key in keys)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (RecordReader.ByKey(connection, mapper, key) is not { } found) continue;
                if (includeVectors) mapper.ReadVectors(found.Record, found.Slot, vectors);
                records.Add(found.Record);
            }
            return records;
        }, cancellationToken);
    }

    private void ThrowIfVectorsAreGenerated(bool includeVectors)
    {
        if (includeVectors && _model.EmbeddingGenerationRequired) throw new NotSupportedException(VectorDataStrings.IncludeVectorsNotSupportedWithEmbeddingGeneration);
    }

    private object CheckKey(TKey key)
    {
        if (key is null) throw new ArgumentException("One of the keys is null.", nameof(key));
        return key.GetType() == _model.KeyProperty.Type
            ? key
            : throw new ArgumentException($"The key '{key}' is of type '{key.GetType().Name}'; the collection '{Name}' has keys of type '{_model.KeyProperty.Type.Name}'.", nameof(key));
    }
}
