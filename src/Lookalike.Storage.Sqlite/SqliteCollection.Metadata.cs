using Lookalike.Storage.Sqlite.Collections;
using Lookalike.Storage.Sqlite.Schema;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite;

public partial class SqliteCollection<TKey, TRecord>
{
    /// <summary>Keeps a text with the collection, beside its records, under a key of its own. An older text under the key is replaced.</summary>
    /// <param name="key">The key: any text, compared by code unit.</param>
    /// <param name="value">The text.</param>
    /// <param name="cancellationToken">Ends the wait for other writers.</param>
    /// <returns>A task that ends when the text is stored.</returns>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be written.</exception>
    internal Task SetMetadataAsync(string key, string value, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        return SetMetadataAsync(new Dictionary<string, string> { [key] = value }, cancellationToken);
    }

    /// <summary>Keeps several texts with the collection, in one transaction: whoever reads sees all of them or none.</summary>
    /// <param name="values">The texts by their keys. May be empty.</param>
    /// <param name="cancellationToken">Ends the wait for other writers.</param>
    /// <returns>A task that ends when the texts are stored.</returns>
    /// <exception cref="ArgumentException">A text is null.</exception>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be written.</exception>
    internal Task SetMetadataAsync(IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        Dictionary<string, string> copy = CheckMetadata(values);
        return copy.Count == 0
            ? Task.CompletedTask
            : _access.WriteAsync("SetMetadata", (connection, mapper) => Catalogue.WriteMetadata(connection, mapper.Layout.Id, copy), cancellationToken);
    }

    /// <summary>Reads a text that was kept with the collection.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the operation before it begins.</param>
    /// <returns>The text, or null if none was stored under the key.</returns>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be read.</exception>
    internal async Task<string?> GetMetadataAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return (await GetMetadataAsync([key], cancellationToken).ConfigureAwait(false)).GetValueOrDefault(key);
    }

    /// <summary>Reads several texts that were kept with the collection, all of one moment.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="cancellationToken">Ends the operation before it begins.</param>
    /// <returns>The texts by their keys; a key under which none was stored is missing.</returns>
    /// <exception cref="ArgumentException">A key is null.</exception>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be read.</exception>
    internal Task<IReadOnlyDictionary<string, string>> GetMetadataAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        string[] wanted = [.. keys];
        if (wanted.Contains(null)) throw new ArgumentException("One of the keys is null.", nameof(keys));
        return _access.ReadAsync<IReadOnlyDictionary<string, string>>("GetMetadata", [], reading => ReadMetadata(reading, wanted), cancellationToken);
    }

    private static Dictionary<string, string> ReadMetadata(CollectionReading<TRecord> reading, IEnumerable<string> keys)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (string key in keys)
        {
            if (Catalogue.ReadMetadata(reading.Connection, reading.Layout.Id, key) is { } value) found[key] = value;
        }

        return found;
    }

    private static Dictionary<string, string> CheckMetadata(IReadOnlyDictionary<string, string> values)
    {
        foreach ((string key, string value) in values)
        {
            if (value is null) throw new ArgumentException($"The text under the key '{key}' is null.", nameof(values));
        }

        return new Dictionary<string, string>(values, StringComparer.Ordinal);
    }
}
