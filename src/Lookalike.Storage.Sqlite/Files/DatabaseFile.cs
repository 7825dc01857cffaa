using Lookalike.Core.Telemetry;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;
using Lookalike.Storage.Sqlite.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Lookalike.Storage.Sqlite.Files;

/// <summary>
/// One database file and its transactions. Thread-safe: any number of readers run beside one writer, each on a connection of its own,
/// as SQLite's write-ahead log allows.
/// </summary>
internal sealed class DatabaseFile : IDisposable
{
    private readonly ConnectionPool _connections;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ReaderWriterLockSlim _files = new(LockRecursionPolicy.SupportsRecursion); // held for writing while connections change files
    private readonly Lock _following = new();
    private FileState? _state; // of the file that was last read
    private long _generation;
    private bool _lost; // the file that was opened for writing is no longer the one under the path
    private volatile bool _disposed;

    public DatabaseFile(string path, bool readOnly, TimeSpan busyTimeout, ILogger? logger)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (busyTimeout < TimeSpan.Zero || busyTimeout.TotalMilliseconds > int.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(busyTimeout), busyTimeout, $"BusyTimeout must be between 0 and {int.MaxValue} ms.");
        Path = System.IO.Path.GetFullPath(path);
        IsReadOnly = readOnly;
        Logger = logger;
        _connections = new ConnectionPool(Path, readOnly, busyTimeout);
    }

    public string Path { get; }

    public bool IsReadOnly { get; }

    /// <summary>Where to log; null for nowhere.</summary>
    public ILogger? Logger { get; }

    /// <summary>
    /// Counts up whenever the file changed otherwise than from its log, and may be any file: what is in memory of an earlier generation is
    /// good for nothing.
    /// </summary>
    public long Generation => Volatile.Read(ref _generation);

    /// <summary>
    /// Begins to read. The caller repeats its work until one file was read from beginning to end, as <see cref="FileReading.UntilWhole"/> does.
    /// </summary>
    public FileReading Read(string operation, string? collection) => new(this, _connections, operation, collection);

    /// <summary>
    /// Runs a body that only reads, on a connection of its own. The connection is null while there is no database yet. The body
    /// begins the transaction itself, because it may have to do so under a lock; it is ended here.
    /// </summary>
    public Task<T> ReadAsync<T>(string operation, string? collection, Func<Connection?, T> body, CancellationToken cancellationToken) =>
        CompletedWork.Of(operation, collection, () => Read(operation, collection).UntilWhole(reading => body(reading.Begin())), cancellationToken);

    /// <summary>
    /// Runs a body in one transaction that holds the file's only write lock. What it throws undoes everything. Where there is no
    /// database, it is created if <paramref name="create"/> says so; otherwise the body gets null and must not write.
    /// </summary>
    public async Task<T> WriteAsync<T>(string operation, string? collection, bool create, Func<Connection?, T> body, CancellationToken cancellationToken)
    {
        using ToldOperation? told = StoreOperation.Start(operation, collection);
        try
        {
            return await WriteInTurnAsync(operation, collection, create, body, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (told?.FailAtStore(fault) ?? false)
        {
            throw; // never: the fault is noted and goes on
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
        if (_connections.HasLog)
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
        _connections.Dispose();
        _writing.Release();
        // The locks are left to the collector: an operation that waits for one must find this object disposed, not the lock.
    }

    /// <summary>Begins an attempt to read, during which no connection changes files. <see cref="Leave"/> ends it.</summary>
    /// <returns>The state of the file that the attempt is to read; null where there is no database.</returns>
    internal FileState? Enter()
    {
        _files.EnterReadLock();
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_connections.HasDatabase) return null;
        bool log = _connections.HasLog;
        FileState state = log ? FileState.Of(Path) : FileState.Settled(Path);
        Follow(state, log);
        return state;
    }

    internal void Leave() => _files.ExitReadLock();

    /// <summary>
    /// Closes what is open of a file that was replaced or overwritten. Nobody is using any of it: a connection to the old file that is alive
    /// when the new one is opened would share the index of its log, which is found by name.
    /// </summary>
    internal void Reopen()
    {
        _files.EnterWriteLock();
        try
        {
            if (_connections.HasWriterMoved) _lost = true;
            _connections.Close();
            lock (_following) _generation++;
        }
        finally
        {
            _files.ExitWriteLock();
        }
    }

    // What is in memory is of the file as it was. Where it changed otherwise than from its log, it may be any file.
    private void Follow(FileState now, bool log)
    {
        lock (_following)
        {
            if (!log && _state is { } known && known != now) _generation++;
            _state = now;
        }
    }

    private async Task<T> WriteInTurnAsync<T>(string operation, string? collection, bool create, Func<Connection?, T> body, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (IsReadOnly)
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
        catch (SqliteException) when (_connections.HasWriterMoved)
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

    private T Write<T>(string operation, string? collection, bool create, Func<Connection?, T> body)
    {
        _files.EnterReadLock();
        try
        {
            if (_lost || _connections.HasWriterMoved)
            {
                _lost = true;
                throw SqliteFault.Lost(Path, operation, collection);
            }

            if (!create && !_connections.HasDatabase) return body(null);
            Connection writer = _connections.Writer(operation);
            FileState now = FileState.Of(Path);
            bool touched = writer.State != now;
            if (touched) writer.Forget(now);
            writer.Execute("BEGIN IMMEDIATE");
            try
            {
                if (touched && ForeignLog.IsBeside(Path, writer)) throw SqliteFault.LogOfAnother(Path, operation, collection);
                writer.Confirm();
                T result = body(writer);
                touched = FileState.Of(Path) != now;
                writer.Execute("COMMIT");
                // Committing may have moved the log into the file, which makes no page in memory wrong.
                if (!touched) writer.Keep(FileState.Of(Path));
                return result;
            }
            catch
            {
                writer.RollBack();
                throw;
            }
        }
        finally
        {
            _files.ExitReadLock();
        }
    }
}
