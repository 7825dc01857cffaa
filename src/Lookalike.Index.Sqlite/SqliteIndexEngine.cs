using Lookalike.Core.Files;
using Lookalike.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace Lookalike.Index.Sqlite;

/// <summary>Keeps each index in one SQLite file. Whoever writes holds a lock beside it.</summary>
public sealed class SqliteIndexEngine : IIndexEngine
{
    /// <summary>Makes the loggers of the stores that it opens.</summary>
    /// <value>Null by default: nothing is logged.</value>
    public ILoggerFactory? LoggerFactory { internal get; init; }

    /// <inheritdoc/>
    Task<bool> IIndexEngine.ExistsAsync(string location, CancellationToken cancellationToken) => Task.FromResult(IsFile(location));

    /// <inheritdoc/>
    async Task<IIndexStore?> IIndexEngine.OpenAsync(string location, CancellationToken cancellationToken) =>
        IsFile(location) ? await OpenAsync(location, writerLock: null, cancellationToken).ConfigureAwait(false) : null;

    /// <inheritdoc/>
    async Task<IIndexStore?> IIndexEngine.OpenForWritingAsync(string location, CancellationToken cancellationToken)
    {
        if (!IsFile(location)) return null;
        OutputFile.Require(location, kind: null);
        return await OpenAsync(location, WriterLock.Take(location), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    async Task<IIndexStore> IIndexEngine.CreateAsync(string location, int latentSize, bool rebuild, CancellationToken cancellationToken)
    {
        OutputFile.Require(location, kind: null);
        FileLock writerLock = WriterLock.Take(location);
        return await OpenAsync(location, readOnly: false, writerLock, async store =>
        {
            if (rebuild || await HasNoFingerprintAsync(store, location, latentSize, cancellationToken).ConfigureAwait(false))
                await store.EnsureCollectionDeletedAsync(RecordDefinition.Collection, cancellationToken).ConfigureAwait(false);
            int size = await store.GetDimensionAsync(RecordDefinition.Collection, cancellationToken).ConfigureAwait(false) ?? latentSize;
            var opened = new SqliteIndexStore(location, store, size, writerLock);
            await opened.EnsureAsync(cancellationToken).ConfigureAwait(false);
            return (IIndexStore)opened;
        }).ConfigureAwait(false);
    }

    /// <summary>Whether there is a file. What has no content of its own, such as a folder or a named pipe, is neither an index nor the lack of one.</summary>
    /// <exception cref="IndexException">There is something that is no file.</exception>
    private static bool IsFile(string location)
    {
        if (Directory.Exists(location)) throw Other("a folder");
        if (!File.Exists(location)) return false;
        return FileStatus.Of(location).Special is { } found ? throw Other(found) : true;

        IndexException Other(string what) => new($"'{location}' is {what}, and an index is a file. Check the path.", location);
    }

    /// <summary>Whether a run was killed before it had stored anything, and left an index of another size.</summary>
    private static async Task<bool> HasNoFingerprintAsync(SqliteVectorStore store, string location, int latentSize, CancellationToken cancellationToken)
    {
        int? found = await store.GetDimensionAsync(RecordDefinition.Collection, cancellationToken).ConfigureAwait(false);
        if (found is not { } size || size == latentSize) return false;
        return (await new SqliteIndexStore(location, store, size, writerLock: null).DescribeAsync(cancellationToken).ConfigureAwait(false)).Fingerprint is null;
    }

    private async Task<IIndexStore?> OpenAsync(string location, FileLock? writerLock, CancellationToken cancellationToken) =>
        await OpenAsync<SqliteIndexStore?>(location, readOnly: writerLock is null, writerLock, async store =>
        {
            if (await store.GetDimensionAsync(RecordDefinition.Collection, cancellationToken).ConfigureAwait(false) is { } size)
                return new SqliteIndexStore(location, store, size, writerLock);
            store.Dispose();
            writerLock?.Dispose();
            return null;
        }).ConfigureAwait(false);

    private Task<T> OpenAsync<T>(string location, bool readOnly, FileLock? writerLock, Func<SqliteVectorStore, Task<T>> open) =>
        StorageFaults.AsIndexFaultsAsync(location, async () =>
        {
            SqliteVectorStore? store = null;
            try
            {
                store = new SqliteVectorStore(location, new SqliteVectorStoreOptions { ReadOnly = readOnly, LoggerFactory = LoggerFactory });
                return await open(store).ConfigureAwait(false);
            }
            catch
            {
                store?.Dispose();
                writerLock?.Dispose();
                throw;
            }
        });
}
