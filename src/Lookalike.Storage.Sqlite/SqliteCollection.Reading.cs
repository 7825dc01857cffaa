using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Lookalike.Storage.Sqlite.Records;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite;

public partial class SqliteCollection<TKey, TRecord>
{
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
    public override IAsyncEnumerable<TRecord> GetAsync(IEnumerable<TKey> keys, RecordRetrievalOptions? options = null,
        CancellationToken cancellationToken = default)
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
        return Stream(token => _access.ReadAsync("Get", options.IncludeVectors ? _model.VectorProperties : [], reading =>
        {
            IEnumerable<(int Slot, TRecord Record)> found = recordFilter.Records(reading.Connection, reading.Mapper, token);
            if (options.OrderBy is { } order) found = RecordOrder.Sort(found, order(new()), _model);
            List<TRecord> page = [];
            foreach ((int slot, TRecord record) in found.Skip(options.Skip).Take(top))
            {
                if (options.IncludeVectors) reading.Mapper.ReadVectors(record, slot, reading.Matrices);
                page.Add(record);
            }
            return page;
        }, token), cancellationToken);
    }

    /// <summary>Reads records in the order of their keys: of texts, that of their UTF-8 bytes.</summary>
    /// <param name="after">The key behind which they begin, whether or not there is a record of it; null for the first.</param>
    /// <param name="count">How many, 1 and up.</param>
    /// <param name="accepts">Which keys are wanted; null for all.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The records, without vectors.</returns>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be read.</exception>
    internal Task<List<TRecord>> ListAsync(object? after, int count, Func<object, bool>? accepts, CancellationToken cancellationToken) =>
        _access.ReadAsync("Get", [], reading =>
        {
            IEnumerable<TRecord> found = RecordReader.InOrder(reading.Connection, reading.Mapper, after, accepts, cancellationToken);
            return found.Take(count).ToList();
        }, cancellationToken);

    private static async IAsyncEnumerable<T> Stream<T>(Func<CancellationToken, Task<List<T>>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
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
        return _access.ReadAsync("Get", includeVectors ? _model.VectorProperties : [], reading =>
        {
            List<TRecord> records = [];
            foreach (object key in keys)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (RecordReader.ByKey(reading.Connection, reading.Mapper, key) is not { } found) continue;
                if (includeVectors) reading.Mapper.ReadVectors(found.Record, found.Slot, reading.Matrices);
                records.Add(found.Record);
            }
            return records;
        }, cancellationToken);
    }

    private void ThrowIfVectorsAreGenerated(bool includeVectors)
    {
        if (includeVectors && _model.EmbeddingGenerationRequired)
            throw new NotSupportedException(VectorDataStrings.IncludeVectorsNotSupportedWithEmbeddingGeneration);
    }
}
