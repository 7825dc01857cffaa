using Lookalike.Storage.Sqlite.Records;
using Lookalike.Storage.Sqlite.Schema;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite;

public partial class SqliteCollection<TKey, TRecord>
{
    /// <summary>Writes records and deletes others in one transaction: whoever reads sees all of it or nothing.</summary>
    /// <param name="records">The records to write, new or in the place of one with their key. May be empty.</param>
    /// <param name="deleted">The keys of the records to delete, after the others are written. One that no record has makes no difference. May be empty.</param>
    /// <param name="cancellationToken">Ends the writing early; then nothing of it is stored.</param>
    /// <returns>A task that ends when everything is stored.</returns>
    /// <exception cref="ArgumentException">
    /// A record is null, has no key or one that is too long, a vector of another dimension or with a value that is not finite, or a key is
    /// null.
    /// </exception>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be written.</exception>
    internal Task ReplaceAsync(IEnumerable<TRecord> records, IEnumerable<TKey> deleted, CancellationToken cancellationToken = default) =>
        ReplaceAsync(records, deleted, new Dictionary<string, string>(), cancellationToken);

    /// <summary>Writes records, deletes others and keeps texts with the collection in one transaction: whoever reads sees all of it or nothing.</summary>
    /// <param name="records">The records to write, new or in the place of one with their key. May be empty.</param>
    /// <param name="deleted">The keys of the records to delete, after the others are written. One that no record has makes no difference. May be empty.</param>
    /// <param name="metadata">
    /// The texts by their keys, as <see cref="SetMetadataAsync(IReadOnlyDictionary{string, string}, CancellationToken)"/> keeps them. May be
    /// empty.
    /// </param>
    /// <param name="cancellationToken">Ends the writing early; then nothing of it is stored.</param>
    /// <returns>A task that ends when everything is stored.</returns>
    /// <exception cref="ArgumentException">
    /// A record is null, has no key or one that is too long, a vector of another dimension or with a value that is not finite; or a key or a text is null.
    /// </exception>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be written.</exception>
    internal async Task ReplaceAsync(
        IEnumerable<TRecord> records, IEnumerable<TKey> deleted, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(deleted);
        ArgumentNullException.ThrowIfNull(metadata);
        List<TRecord> list = [.. records];
        List<object> keys = [.. deleted.Select(CheckKey)];
        Dictionary<string, string> texts = CheckMetadata(metadata);
        if (list.Count + keys.Count + texts.Count == 0) return;
        cancellationToken.ThrowIfCancellationRequested();
        RecordBatch<TRecord> batch = await RecordBatch<TRecord>.CreateAsync(list, _model, cancellationToken).ConfigureAwait(false);
        await _access.WriteAsync(
            "Replace",
            (connection, mapper) =>
            {
                if (list.Count > 0) RecordWriter.Upsert(connection, mapper, batch, cancellationToken);
                RecordWriter.Delete(connection, mapper, keys, cancellationToken);
                Catalogue.WriteMetadata(connection, mapper.Layout.Id, texts);
            },
            cancellationToken).ConfigureAwait(false);
    }
}
