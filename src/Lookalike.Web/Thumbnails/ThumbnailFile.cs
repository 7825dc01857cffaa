using Lookalike.Core.Files;
using Lookalike.Web.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Lookalike.Web.Thumbnails;

/// <summary>
/// The thumbnails that were made, in one file beside the index, by the hash of what they show. It grows to a size and no further: the oldest make room.
/// What cannot be kept is made again; a file of somebody else in its place is left alone. Thread-safe.
/// </summary>
internal sealed class ThumbnailFile : IDisposable
{
    private const int ApplicationId = 0x4C6B5468, Layout = 1, PageBytes = 4096;

    /// <summary>How much of the file is emptied at a time.</summary>
    private const double Kept = 0.9;

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly long _maxBytes;
    private readonly ILogger<ThumbnailFile> _logger;
    private SqliteConnection? _connection;
    private bool _isOff;
    private long _bytes;

    /// <summary>Names the file. It is opened, or made, once there is a thumbnail to find.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">The size that it grows to; 0 for no file.</param>
    /// <param name="logger">Told once where it cannot be used.</param>
    public ThumbnailFile(string path, long maxBytes, ILogger<ThumbnailFile> logger)
    {
        (_path, _maxBytes, _logger) = (path, maxBytes, logger);
        _isOff = maxBytes == 0;
    }

    /// <summary>Finds a thumbnail; null where there is none.</summary>
    /// <param name="hash">The hash of the content that it shows.</param>
    /// <param name="side">Its longer side at most.</param>
    public byte[]? Find(string hash, int side) => Try(connection =>
    {
        using SqliteCommand command = Command(connection, "SELECT bytes FROM thumbnails WHERE hash = $hash AND side = $side", hash, side);
        return command.ExecuteScalar() as byte[];
    });

    /// <summary>Keeps a thumbnail.</summary>
    /// <param name="hash">The hash of the content that it shows.</param>
    /// <param name="side">Its longer side at most.</param>
    /// <param name="bytes">The file.</param>
    public void Keep(string hash, int side, byte[] bytes) => Try(connection =>
    {
        if (_bytes + bytes.Length > _maxBytes) MakeRoom(connection);
        using SqliteCommand command = Command(
            connection, "INSERT OR IGNORE INTO thumbnails (hash, side, bytes) VALUES ($hash, $side, $bytes)", hash, side);
        command.Parameters.AddWithValue("$bytes", bytes);
        if (command.ExecuteNonQuery() > 0) _bytes += bytes.Length;
        return null;
    });

    public void Dispose()
    {
        lock (_gate)
        {
            _connection?.Dispose();
            _connection = null;
            _isOff = true;
        }
    }

    private byte[]? Try(Func<SqliteConnection, byte[]?> use)
    {
        lock (_gate)
        {
            if (_isOff) return null;
            try
            {
                return use(_connection ??= Open());
            }
            catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException or InvalidCastException)
            {
                // Another server of the same index may hold it for a moment; whatever else is wrong with it stays wrong.
                if (e is SqliteException { SqliteErrorCode: 5 or 6 }) return null;
                WebLog.ThumbnailsNotKept(_logger, e, _path);
                _isOff = true;
                return null;
            }
        }
    }

    private SqliteConnection Open()
    {
        OutputFile.RequireReplaceable(_path, OwnKind.Thumbnails);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();

            // A cache: what a crash takes is made again. Its pages are given back as it shrinks, and it cannot grow beyond its size.
            Execute(connection, "PRAGMA auto_vacuum = FULL; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA trusted_schema = OFF");
            Execute(connection, $"PRAGMA max_page_count = {Math.Max(64, (_maxBytes * 5 / 4 / PageBytes) + 64)}");
            if (Number(connection, "PRAGMA user_version") != Layout)
            {
                Execute(connection, "DROP TABLE IF EXISTS thumbnails; "
                    + "CREATE TABLE thumbnails (id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL, side INTEGER NOT NULL, bytes BLOB NOT NULL, "
                    + "UNIQUE (hash, side)); "
                    + $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Layout}");
            }

            _bytes = Number(connection, "SELECT coalesce(sum(length(bytes)), 0) FROM thumbnails");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Drops the oldest, many at once, so that the next have room for a while.</summary>
    private void MakeRoom(SqliteConnection connection)
    {
        Execute(connection, FormattableString.Invariant($"""
            DELETE FROM thumbnails WHERE id <= (
                SELECT max(id) FROM (SELECT id, sum(length(bytes)) OVER (ORDER BY id DESC) AS kept FROM thumbnails) WHERE kept > {(long)(_maxBytes * Kept)})
            """));
        _bytes = Number(connection, "SELECT coalesce(sum(length(bytes)), 0) FROM thumbnails");
    }

    private static SqliteCommand Command(SqliteConnection connection, string text, string hash, int side)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue("$hash", hash);
        command.Parameters.AddWithValue("$side", side);
        return command;
    }

    private static long Number(SqliteConnection connection, string text)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
