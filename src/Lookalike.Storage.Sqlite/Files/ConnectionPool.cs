using System.Collections.Concurrent;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Lookalike.Storage.Sqlite.Files;

/// <summary>
/// The connections to one file: any number that read, one at a time each, and one that writes. Thread-safe but for the writer, which has one
/// user.
/// </summary>
internal sealed class ConnectionPool(string path, bool readOnly, TimeSpan busyTimeout) : IDisposable
{
    private readonly ConcurrentBag<Connection> _readers = [];
    private Connection? _writer;
    private volatile bool _immutable;
    private volatile bool _disposed;

    /// <summary>Whether there is a database. An empty file is what SQLite leaves when one was opened and nothing written; it holds no collections.</summary>
    public bool HasDatabase => new FileInfo(path) is { Exists: true, Length: > 0 };

    /// <summary>Whether changes may lie beside the file.</summary>
    public bool HasLog => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };

    /// <summary>Whether another file, or none, lies where the file was that is open for writing.</summary>
    public bool HasWriterMoved => _writer is { HasMoved: true };

    /// <summary>A connection to read with, for one user until it is given back; null while the database is empty.</summary>
    public Connection? TakeReader(string operation) => _readers.TryTake(out Connection? connection) ? connection : OpenReader(operation);

    public void GiveBack(Connection connection)
    {
        _readers.Add(connection);
        // Disposed meanwhile: nobody else would close what was just added.
        if (_disposed && _readers.TryTake(out Connection? late)) late.Dispose();
    }

    /// <summary>The connection to write with, opened when it is first asked for. The caller sees to it that there is one user at a time.</summary>
    public Connection Writer(string operation) => _writer ??= OpenWriter(operation);

    /// <summary>Closes every connection that nobody is using, and begins anew.</summary>
    public void Close()
    {
        // The writer last: the last connection that closes moves the log into the file, which a reader must not have to do.
        while (_readers.TryTake(out Connection? reader)) reader.Dispose();
        _writer?.Dispose();
        _writer = null;
        _immutable = false;
    }

    public void Dispose()
    {
        _disposed = true;
        Close();
    }

    private Connection? OpenReader(string operation)
    {
        if (CompanionFiles.FindForeign(path) is { } foreign) throw SqliteFault.ForeignCompanion(foreign, path, operation);
        Connection connection = OpenForReading();
        try
        {
            if (SchemaGuard.IsOurs(connection, path, operation)) return connection;
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
        SqliteOpenMode mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite;
        Connection connection = new(path, mode, busyTimeout);
        try
        {
            connection.ReadInt64("PRAGMA schema_version");
            return connection;
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY && readOnly && !HasLog)
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

    private Connection OpenImmutable() => new(path, SqliteOpenMode.ReadOnly, busyTimeout, immutable: true);

    private Connection OpenWriter(string operation)
    {
        if (CompanionFiles.FindForeign(path) is { } foreign) throw SqliteFault.ForeignCompanion(foreign, path, operation);
        Connection connection = new(path, SqliteOpenMode.ReadWriteCreate, busyTimeout);
        try
        {
            connection.Execute("BEGIN");
            if (ForeignLog.IsBeside(path, connection)) throw SqliteFault.LogOfAnother(path, operation, null);
            connection.RollBack();
            connection.Confirm();
            SchemaGuard.Prepare(connection, path, operation);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
