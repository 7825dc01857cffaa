using System.Linq.Expressions;
using Lookalike.Core;
using Lookalike.Core.Files;
using Lookalike.Core.Globs;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;
using Lookalike.Index.Verification;
using Lookalike.Search.Distances;
using Lookalike.Storage.Sqlite;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Index.Sqlite;

/// <summary>An index in a SQLite file. What goes wrong in the store comes out as a fault of the index.</summary>
internal sealed class SqliteIndexStore : IIndexStore
{
    private readonly SqliteVectorStore _store;
    private readonly SqliteCollection<string, ImageRecord> _records;
    private readonly int _latentSize;
    private readonly FileLock? _lock;

    /// <summary>Joins what was opened; all of it is disposed with this.</summary>
    public SqliteIndexStore(string location, SqliteVectorStore store, int latentSize, FileLock? writerLock)
    {
        (Location, _store, _latentSize, _lock) = (location, store, latentSize, writerLock);
        _records = RecordDefinition.Open(store, latentSize);
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public long Generation => _records.Generation;

    /// <summary>Makes the collection, if it is not there.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken) => _records.EnsureCollectionExistsAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IndexDescription> DescribeAsync(CancellationToken cancellationToken) =>
        Describe(await TextsAsync(cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public Task<string> StateAsync(CancellationToken cancellationToken) =>
        StorageFaults.AsIndexFaultsAsync(Location, () => _records.GetStateAsync(cancellationToken));

    /// <inheritdoc/>
    public Task<IndexSnapshot> ReadAsync(IndexColumns columns, CancellationToken cancellationToken) =>
        StorageFaults.AsIndexFaultsAsync(Location, () => SnapshotReader.ReadAsync(_records, columns, Describe, cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ImageRecord>> GetAsync(IEnumerable<string> keys, bool includeVectors, CancellationToken cancellationToken) =>
        StorageFaults.AsIndexFaultsAsync(Location, async () =>
        {
            var found = new List<ImageRecord>();
            var options = new RecordRetrievalOptions { IncludeVectors = includeVectors };
            await foreach (ImageRecord record in _records.GetAsync(keys, options, cancellationToken).ConfigureAwait(false)) found.Add(record);
            return (IReadOnlyList<ImageRecord>)found;
        });

    /// <inheritdoc/>
    public Task<IReadOnlyList<ImageRecord>> ListAsync(string? after, int count, Glob? match, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Func<object, bool>? accepts = match is null ? null : key => match.IsMatch((string)key);
        return StorageFaults.AsIndexFaultsAsync(
            Location, async () => (IReadOnlyList<ImageRecord>)await _records.ListAsync(after, count, accepts, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task WriteAsync(
        IEnumerable<ImageRecord> records, IEnumerable<string> deletedKeys, IndexDescription? description, CancellationToken cancellationToken)
    {
        if (description is not null && description.LatentSize != _latentSize)
        {
            throw new ArgumentException(
                $"The vectors of {Location} have {_latentSize} values; the description says {description.LatentSize}.", nameof(description));
        }

        // Whoever writes holds the lock: no text changes between the two transactions.
        IReadOnlyDictionary<string, string> texts = description is null ? new Dictionary<string, string>()
            : DescriptionText.Write(description, await TextsAsync(cancellationToken).ConfigureAwait(false));
        await StorageFaults.AsIndexFaultsAsync(Location, () => _records.ReplaceAsync(records, deletedKeys, texts, cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<IndexHit>> SearchAsync(IndexQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return StorageFaults.AsIndexFaultsAsync(Location, async () =>
        {
            var options = new SqliteVectorSearchOptions<ImageRecord>
            {
                DistanceFunction = query.Metric == DistanceMetric.Cosine ? DistanceFunction.CosineDistance : DistanceFunction.EuclideanDistance,
                Exact = query.Exact,
                ScoreThreshold = query.Within,
                Skip = query.Skip,
                IncludeVectors = query.IncludeVectors,
                Filter = Filter(query.Key, query.Label),
            };

            // An array, not memory: a search by a class is compiled ahead of time, by a struct only once it runs.
            float[] latent = query.Latent.ToArray();
            var hits = new List<IndexHit>();
            await foreach (VectorSearchResult<ImageRecord> found in _records.SearchAsync(latent, query.Top, options, cancellationToken).ConfigureAwait(false))
                hits.Add(new IndexHit(found.Record, found.Score!.Value));
            return (IReadOnlyList<IndexHit>)hits;
        });
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        StorageFaults.AsIndexFaultsAsync(Location, () => _records.CountAsync(cancellationToken));

    /// <inheritdoc/>
    public Task<long> LoadAsync(CancellationToken cancellationToken) =>
        StorageFaults.AsIndexFaultsAsync(Location, async () => (long)await _records.LoadVectorsAsync(cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public Task<bool> PrepareAsync(IProgress<Progress>? progress, CancellationToken cancellationToken) =>
        StorageFaults.AsIndexFaultsAsync(Location, () => _records.BuildGraphsAsync(progress, cancellationToken));

    /// <inheritdoc/>
    public T? Capability<T>()
        where T : class => typeof(T) == typeof(IIndexVerification) ? (T)(object)new SqliteVerification(Location, _records) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _records.Dispose();
        _store.Dispose();
        _lock?.Dispose();
    }

    private IndexDescription Describe(IReadOnlyDictionary<string, string> texts)
    {
        try
        {
            return DescriptionText.Read(texts, _latentSize);
        }
        catch (InvalidDataException e)
        {
            throw new IndexException($"{Location} is damaged: {e.Message}. Restore it from a copy, or make it anew.", Location, e)
            {
                Remedy = new Remedy(RemedyKind.Rebuild, Location),
            };
        }
    }

    private Task<IReadOnlyDictionary<string, string>> TextsAsync(CancellationToken cancellationToken) =>
        StorageFaults.AsIndexFaultsAsync(Location, () => _records.GetMetadataAsync(DescriptionText.Names, cancellationToken));

    private static Expression<Func<ImageRecord, bool>>? Filter(Glob? key, int? label) => (key, label) switch
    {
        (null, null) => null,
        (not null, null) => record => key.IsMatch(record.Key),
        (null, not null) => record => record.Label == label,
        _ => record => key.IsMatch(record.Key) && record.Label == label,
    };
}
