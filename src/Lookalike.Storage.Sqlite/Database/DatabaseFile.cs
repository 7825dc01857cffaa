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
    private const int MostAttempts = 20;

    private readonly ConcurrentBag<Connection> _readers = [];
    private readonly ConcurrentDictionary<string, CollectionCache> _caches = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ReaderWriterLockSlim _files = new(LockRecursionPolicy.SupportsRecursion); // held for writing while connections change files
    private readonly TimeSpan _busyTimeout;
    private readonly bool _readOnly;
    private Connection? _writer;
    private FileState? _state; // of the file that the vectors in memory are of
    private bool _lost; // the file that was opened for writing is no longer the one under the path
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
            return Write(operation, collection, create, body);
        }
        catch (SqliteException) when (_writer is { HasMoved: true })
        {
            throw SqliteFault.Lost(Path, operation, collection);
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

    /// <summary>Makes sure, at the end of a transaction, that all that was read within it is of the file that it began with.</summary>
    /// <param name="connection">The connection, still within the transaction.</param>
    /// <param name="collection">The collection that was read.</param>
    /// <param name="entry">How the transaction found it in the catalogue.</param>
    /// <exception cref="FileChangedException">The file was written past SQLite meanwhile, or is not that of its log.</exception>
    public void Confirm(Connection connection, string collection, CatalogueEntry entry)
    {
        FileState now = FileState.Of(Path);
        bool same = connection.State == now && now.IsSettled;
        if (same && connection.IsConfirmed) return;
        if (HasLog())
        {
            if (!same) connection.Forget(now);
            if (Catalogue.Find(connection, collection) != entry) throw new FileChangedException();
            if (ForeignLog.IsBeside(Path, connection)) throw new FileChangedException { IsForeignLog = true };
        }
        else if (connection.State != now)
        {
            // From its log is how a file changes. Without one, somebody has written to the file itself.
            throw new FileChangedException();
        }

        connection.Confirm();
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
        // The locks are left to the collector: an operation that waits for one must find this object disposed, not the lock.
    }

    private static T InTransaction<T>(Connection connection, Func<Connection, T> body)
    {
        connection.Execute("BEGIN IMMEDIATE");
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
        for (int attempt = 1; ; attempt++)
        {
            _files.EnterReadLock();
            try
            {
                return ReadOnce(operation, body);
            }
            catch (FileChangedException fault) when (attempt == MostAttempts || (fault.IsForeignLog && attempt > 1))
            {
                throw fault.IsForeignLog ? SqliteFault.ForeignLog(Path, operation, collection) : SqliteFault.Replaced(fault.InnerException, Path, operation, collection);
            }
            catch (FileChangedException)
            {
                // Read anew, below.
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
                _files.ExitReadLock();
            }

            Reopen();
        }
    }

    /// <exception cref="FileChangedException">The file is another than the one that a connection has open, or was while the body ran.</exception>
    private T ReadOnce<T>(string operation, Func<Connection?, T> body)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!Exists()) return body(null);
        bool log = HasLog();
        FileState before = log ? FileState.Of(Path) : FileState.Settled(Path);
        Follow(before, log);
        Connection? connection = null;
        try
        {
            if (!_readers.TryTake(out connection)) connection = OpenReader(operation);
            if (connection is null) return body(null);
            if (connection.HasMoved) throw new FileChangedException();
            if (connection.State != before) connection.Forget(before);
            try
            {
                return body(connection);
            }
            finally
            {
                connection.RollBack();
            }
        }
        catch (Exception fault) when (fault is SqliteException or InvalidDataException && (FileState.Of(Path) != before || connection is { HasMoved: true }))
        {
            throw new FileChangedException(fault);
        }
        finally
        {
            if (connection is not null) GiveBack(connection);
        }
    }

    // What is in memory is of the file as it was. Where it changed otherwise than from its log, it may be any file.
    private void Follow(FileState now, bool log)
    {
        lock (_caches)
        {
            if (!log && _state is { } known && known != now)
            {
                foreach (CollectionCache cache in _caches.Values) cache.Drop();
            }

            _state = now;
        }
    }

    private T Write<T>(string operation, string? collection, bool create, Func<Connection?, T> body)
    {
        _files.EnterReadLock();
        try
        {
            if (_lost || _writer is { HasMoved: true })
            {
                _lost = true;
                throw SqliteFault.Lost(Path, operation, collection);
            }
            if (!create && !Exists()) return body(null);
            _writer ??= OpenWriter(operation);
            FileState now = FileState.Of(Path);
            bool touched = _writer.State != now;
            if (touched) _writer.Forget(now);
            T result = InTransaction(_writer, connection =>
            {
                if (touched && ForeignLog.IsBeside(Path, connection)) throw SqliteFault.ForeignLog(Path, operation, collection);
                connection.Confirm();
                T written = body(connection);
                touched = FileState.Of(Path) != now;
                return written;
            });
            // Committing may have moved the log into the file, which makes no page in memory wrong.
            if (!touched) _writer.Keep(FileState.Of(Path));
            return result;
        }
        finally
        {
            _files.ExitReadLock();
        }
    }

    /// <summary>
    /// Closes what is open of a file that was replaced or overwritten. Nobody is using any of it: a connection to the old file that is alive
    /// when the new one is opened would share the index of its log, which is found by name.
    /// </summary>
    private void Reopen()
    {
        _files.EnterWriteLock();
        try
        {
            if (_writer is { HasMoved: true }) _lost = true;
            while (_readers.TryTake(out Connection? reader)) reader.Dispose();
            _writer?.Dispose();
            _writer = null;
            _immutable = false;
            foreach (CollectionCache cache in _caches.Values) cache.Drop();
        }
        finally
        {
            _files.ExitWriteLock();
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
            if (SchemaGuard.IsOurs(connection, Path, operation)) return connection;
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

    private Connection OpenImmutable() => new(Path, SqliteOpenMode.ReadOnly, _busyTimeout, immutable: true);

    private Connection OpenWriter(string operation)
    {
        Connection connection = new(Path, SqliteOpenMode.ReadWriteCreate, _busyTimeout);
        try
        {
            connection.Execute("BEGIN");
            if (ForeignLog.IsBeside(Path, connection)) throw SqliteFault.ForeignLog(Path, operation, null);
            connection.RollBack();
            connection.Confirm();
            SchemaGuard.Prepare(connection, Path, operation);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
