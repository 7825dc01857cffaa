using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Lookalike.Storage.Sqlite.Collections;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite;

/// <summary>
/// A vector store in one SQLite file. Searches are exact and run over vectors that are kept in memory, once for each collection of
/// a store object; they follow what other store objects and processes write to the file. Thread-safe.
/// </summary>
/// <remarks>
/// The file is created by the first <see cref="SqliteCollection{TKey, TRecord}.EnsureCollectionExistsAsync"/>, not before. While it
/// is open, SQLite keeps a log and an index of the log beside it (-wal and -shm); disposing the last store of the file removes them.
/// A file that is replaced while it is open is followed: what is answered is wholly of the one or the other. A store that has written to a
/// file writes to no other in its place. What a file says is nobody's word: damage of any kind is a <see cref="VectorStoreException"/>.
/// SQLite has no asynchronous calls, so the work is done on the calling thread and the tasks that come back are complete.
/// </remarks>
public sealed class SqliteVectorStore : VectorStore
{
    private readonly SharedFile _shared;
    private readonly IEmbeddingGenerator? _embeddingGenerator;

    /// <summary>Creates a store. The file is not touched yet.</summary>
    /// <param name="path">The path of the database file. Its folder must exist when a collection is created.</param>
    /// <param name="options">The options, which are copied; null for the default values.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null, empty or blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="SqliteVectorStoreOptions.BusyTimeout"/> is negative or too long.</exception>
    public SqliteVectorStore(string path, SqliteVectorStoreOptions? options = null)
    {
        options ??= new SqliteVectorStoreOptions();
        _shared = new SharedFile(path, options.ReadOnly, options.BusyTimeout, options.LoggerFactory);
        _embeddingGenerator = options.EmbeddingGenerator;
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException"><paramref name="name"/> is null, empty or blank, or the record type is a dictionary.</exception>
    /// <exception cref="NotSupportedException">The record type or definition asks for something that this store has not.</exception>
    [RequiresDynamicCode("The properties of the record type are found by reflection. Use GetDynamicCollection where code is compiled ahead of time.")]
    [RequiresUnreferencedCode("The properties of the record type are found by reflection. Use GetDynamicCollection where code is trimmed.")]
    public override SqliteCollection<TKey, TRecord> GetCollection<TKey, TRecord>(string name, VectorStoreCollectionDefinition? definition = null)
    {
        if (typeof(TRecord) == typeof(Dictionary<string, object?>))
            throw new ArgumentException(VectorDataStrings.GetCollectionWithDictionaryNotSupported, nameof(TRecord));
        return new(_shared, name, new SqliteModelBuilder().Build(typeof(TRecord), typeof(TKey), definition, _embeddingGenerator), ownsFile: false);
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException"><paramref name="name"/> is null, empty or blank, or <paramref name="definition"/> is null.</exception>
    /// <exception cref="NotSupportedException">The definition asks for something that this store has not.</exception>
    public override SqliteDynamicCollection GetDynamicCollection(string name, VectorStoreCollectionDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new(_shared, name, new SqliteModelBuilder().BuildDynamic(definition, definition.EmbeddingGenerator ?? _embeddingGenerator), ownsFile: false);
    }

    /// <inheritdoc />
    /// <remarks>The names come in ordinal order. A file that does not exist has none.</remarks>
    /// <exception cref="VectorStoreException">The file cannot be read.</exception>
    public override async IAsyncEnumerable<string> ListCollectionNamesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<string> names = await _shared.File.ReadAsync(
            "ListCollectionNames", null, static connection => connection is null ? [] : Catalogue.Names(connection), cancellationToken).ConfigureAwait(false);
        foreach (string name in names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return name;
        }
    }

    /// <inheritdoc />
    /// <exception cref="VectorStoreException">The file cannot be read.</exception>
    public override Task<bool> CollectionExistsAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return CollectionOperations.ExistsAsync(_shared.File, name, cancellationToken);
    }

    /// <summary>
    /// Reads the dimension of a collection's only vector property, as the file has it, for whoever must know it before the records can be read.
    /// </summary>
    /// <param name="name">The collection's name.</param>
    /// <param name="cancellationToken">Ends the operation before it begins.</param>
    /// <returns>The dimension, at least 1; null where there is no such collection, or it has no vector property or several.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null, empty or blank.</exception>
    /// <exception cref="VectorStoreException">The file cannot be read.</exception>
    internal Task<int?> GetDimensionAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return _shared.File.ReadAsync<int?>("GetDimension", name, connection =>
            connection is not null && Catalogue.Find(connection, name) is { } entry && SchemaText.Read(entry.Definition).Vectors is [var only]
                ? only.Dimensions : null,
            cancellationToken);
    }

    /// <inheritdoc />
    /// <exception cref="VectorStoreException">The file cannot be written.</exception>
    public override Task EnsureCollectionDeletedAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return CollectionOperations.EnsureDeletedAsync(_shared.File, name, cancellationToken);
    }

    /// <inheritdoc />
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(VectorStoreMetadata))
            return new VectorStoreMetadata { VectorStoreSystemName = SqliteConstants.SystemName, VectorStoreName = _shared.Path };
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Closes the file. Collections of this store cannot be used afterwards.</summary>
    /// <param name="disposing">Whether managed resources are released too.</param>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _shared.Dispose();
        base.Dispose(disposing);
    }
}
