using System.Collections.Concurrent;
using Lookalike.Storage.Sqlite.Files;
using Lookalike.Storage.Sqlite.Telemetry;
using Microsoft.Extensions.Logging;

namespace Lookalike.Storage.Sqlite.Collections;

/// <summary>A database file and what its collections keep in memory, for one store and all its collections. Thread-safe.</summary>
internal sealed class SharedFile(string path, bool readOnly, TimeSpan busyTimeout, ILoggerFactory? loggerFactory = null) : IDisposable
{
    private readonly ConcurrentDictionary<string, CollectionCache> _caches = new(StringComparer.Ordinal);
    private readonly Lock _following = new();
    private long _generation;

    public DatabaseFile File { get; } = new(path, readOnly, busyTimeout, loggerFactory?.CreateLogger(SqliteTelemetry.LogCategory));

    public string Path => File.Path;

    /// <summary>The vectors in memory of the collection of this name; the same object for every user, and none of a file that is gone.</summary>
    public CollectionCache Cache(string collection)
    {
        Follow();
        return _caches.GetOrAdd(collection, static (_, file) => new CollectionCache(file.Path, mayWrite: !file.IsReadOnly, file.Logger), File);
    }

    public void Dispose()
    {
        File.Dispose();
        Follow(); // the graphs of another file are not written beside this one
        foreach (CollectionCache cache in _caches.Values) cache.Close();
        _caches.Clear();
    }

    private void Follow()
    {
        if (Volatile.Read(ref _generation) == File.Generation) return;
        lock (_following)
        {
            long generation = File.Generation;
            if (generation == _generation) return;
            foreach (CollectionCache cache in _caches.Values) cache.Drop();
            Volatile.Write(ref _generation, generation);
        }
    }
}
