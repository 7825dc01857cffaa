using System.Collections.Concurrent;
using Lookalike.Storage.Sqlite.Schema;
using Lookalike.Storage.Sqlite.Vectors;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Lookalike.Storage.Sqlite.Database;

/// <summary>
/// One database file: its connections, its transactions, and the vectors of its collections in memory. Thread-safe: any number of
/// readers run beside one writer, each on a connection of its own, as SQLite's write-ahead log allows.
/// </summary>
internal sealed class DatabaseFile : IDisposable
{
    private readonly ConcurrentBag<Connection> _readers = [];
    private readonly ConcurrentDictionary<string, CollectionCache> _caches = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly TimeSpan _busyTimeout;
    private readonly bool _readOnly;
    private Connection? _writer;
    private bool _recognised;
    private volatile bool _immutable;
    private volatile bool _disposed;

    public DatabaseFile(string path, bool readOnly, TimeSpan busyTimeout)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (busyTimeout < TimeSpan.Zero || busyTimeout.TotalMilliseconds > int.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(busyTimeout), busyTimeout, $"BusyTimeout must be between 0 and {int.MaxValue} ms.");
        Path = System.IO.Path.GetFullPath(path);
        _readOnly = readOnly;
        _busyTimeout = busyTimeout;
    }

    public string Path { get; }

    /// <summary>The vectors in memory of the collection of this name; the same object for every user of this file object.</summary>
    public CollectionCache Cache(string collection) => _caches.GetOrAdd(collection, _ => new CollectionCache(Path, !_readOnly));

    /// <summary>
    /// Runs a body that only reads, on a connection of its own. The connection is null while there is no database yet. The body
    /// begins the transaction itself, because it may have to do so under a lock; it is ended here.
    /// </summary>
    public Task<T> ReadAsync<T>(string operation, string? collection, Func<Connection?, T> body, CancellationToken cancellationToken)
    {
        // SQLite has no asynchronous calls: the work is done here, and its outcome is handed over as a task.
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(Read(operation, collection, body));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }
#pragma warning disable CA1031 // whatever was thrown is the task's outcome
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return Task.FromException<T>(fault);
        }
    }

    /// <summary>
    /// Runs a body in one transaction that holds the file's only write lock. What it throws undoes everything. Where there is no
    /// database, it is created if <paramref name="create"/> says so; otherwise the body gets null and must not write.
    /// </summary>
    public async Task<T> WriteAsync<T>(string operation, string? collection, bool create, Func<Connection?, T> body, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_readOnly)
        {
            throw SqliteFault.Create(
                $"'{Path}' was opened with ReadOnly, so {operation} cannot write to it. Open it without ReadOnly.", Path, operation, collection);
        }
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!create && !Exists()) return body(null);
            _writer ??= OpenWriter(operation);
            return InTransaction(_writer, "BEGIN IMMEDIATE", body);
        }
        catch (SqliteException fault)
        {
            throw SqliteFault.Wrap(fault, Path, operation, collection);
        }
        catch (InvalidDataException fault)
        {
            throw SqliteFault.Damaged(fault, Path, operation, collection);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose()
    {
        if (_disposed) return;
        _writing.Wait();
        _disposed = true;
        // The writer last: the last connection that closes moves the log into the file, which a reader must not have to do.
        while (_readers.TryTake(out Connection? reader)) reader.Dispose();
        _writer?.Dispose();
        _writer = null;
        foreach (CollectionCache cache in _caches.Values) cache.Close();
        _caches.Clear();
        _writing.Release();
        // The semaphore is left to the collector: an operation that waits for it must find this object disposed, not the semaphore.
    }

    private static T InTransaction<T>(Connection connection, string begin, Func<Connection, T> body)
    {
        connection.Execute(begin);
        try
        {
            T result = body(connection);
            connection.Execute("COMMIT");
            return result;
        }
        catch
        {
            connection.RollBack();
            throw;
        }
    }

    private T Read<T>(string operation, string? collection, Func<Connection?, T> body)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!Exists()) return body(null);
        Connection? connection = null;
        try
        {
            if (!_readers.TryTake(out connection)) connection = OpenReader(operation);
            if (connection is null) return body(null);
            try
            {
                return body(connection);
            }
            finally
            {
                connection.RollBack();
            }
        }
        catch (SqliteException fault)
        {
            throw SqliteFault.Wrap(fault, Path, operation, collection);
        }
        catch (InvalidDataException fault)
        {
            throw SqliteFault.Damaged(fault, Path, operation, collection);
        }
        finally
        {
            if (connection is not null) GiveBack(connection);
        }
    }

    private void GiveBack(Connection connection)
    {
        _readers.Add(connection);
        // Disposed meanwhile: nobody else would close what was just added.
        if (_disposed && _readers.TryTake(out Connection? late)) late.Dispose();
    }

    // An empty file is what SQLite leaves when a database was opened and nothing written; it holds no collections.
    private bool Exists() => new FileInfo(Path) is { Exists: true, Length: > 0 };

    private Connection? OpenReader(string operation)
    {
        Connection connection = OpenForReading();
        try
        {
            if (_recognised || SchemaGuard.IsOurs(connection, Path, operation))
            {
                _recognised = true;
                return connection;
            }
        }
        catch
        {
            connection.Dispose();
            throw;
        }
        connection.Dispose();
        return null;
    }

    private Connection OpenForReading()
    {
        if (_immutable) return OpenImmutable();
        // A reader of a log that another process left behind has to write the shared index beside the file, so it asks for
        // write permission first where the store has it.
        SqliteOpenMode mode = _readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite;
        Connection connection = new(Path, mode, _busyTimeout);
        try
        {
            connection.ReadInt64("PRAGMA schema_version");
            return connection;
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY && _readOnly && !HasLog())
        {
            // A read-only folder: the log's index cannot be created. Without a log nobody is writing, so the file is read as it lies.
            connection.Dispose();
            _immutable = true;
            return OpenImmutable();
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private bool HasLog() => new FileInfo(Path + "-wal") is { Exists: true, Length: > 0 };

    private Connection OpenImmutable() => new($"{new Uri(Path).AbsoluteUri}?immutable=1", SqliteOpenMode.ReadOnly, _busyTimeout);

    private Connection OpenWriter(string operation)
    {
        Connection connection = new(Path, SqliteOpenMode.ReadWriteCreate, _busyTimeout);
        try
        {
            SchemaGuard.Prepare(connection, Path, operation);
            _recognised = true;
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
