using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Lookalike.Storage.Sqlite.Database;

/// <summary>One connection with its prepared statements. Used by one thread at a time. It takes what the file says for anybody's word.</summary>
internal sealed class Connection : IDisposable
{
    /// <summary>The most bytes of a row, a text or a blob, here and where they are written.</summary>
    public const int MaxBytes = 64 << 20;

    private const int MaxStatements = 128;
    private const int MaxColumns = 2000;
    private const int MaxBytesOfSql = 4 << 20;

    // Not in the binding's constants. What each turns on or off is what SQLite advises for files from elsewhere.
    private const int EnableTrigger = 1003, NoCheckpointOnClose = 1006, Defensive = 1010, EnableView = 1015, TrustedSchema = 1017;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = [];
    private readonly Dictionary<long, long> _checked = [];
    private readonly WorkLimit _work;
    private readonly Func<Connection> _again;
    private long _schema;

    /// <summary>Opens a database.</summary>
    /// <param name="path">The path.</param>
    /// <param name="mode">For what.</param>
    /// <param name="busyTimeout">How long to wait for locks.</param>
    /// <param name="immutable">Read the file as it lies, without its log and without locks.</param>
    public Connection(string path, SqliteOpenMode mode, TimeSpan busyTimeout, bool immutable = false)
    {
        _again = () => new Connection(path, SqliteOpenMode.ReadOnly, busyTimeout, immutable);
        State = FileState.Of(path);
        _work = new WorkLimit(path);
        string source = immutable ? $"{new Uri(path).AbsoluteUri}?immutable=1" : path;
        var builder = new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false };
        _connection = new SqliteConnection(builder.ToString());
        try
        {
            _connection.Open();
            _ = raw.sqlite3_busy_timeout(Handle, (int)busyTimeout.TotalMilliseconds);
            Distrust();
            LeaveLog();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>The file as it was when this connection had none of its pages in memory. What it read since is good while the file is as it was.</summary>
    public FileState State { get; private set; }

    /// <summary>Whether the file, as it is, was found to be that of its log.</summary>
    public bool IsConfirmed { get; private set; }

    /// <summary>Whether another file, or none, lies under the path now.</summary>
    public bool HasMoved => NativeSqlite.HasMoved(Handle);

    private sqlite3 Handle => _connection.Handle!;

    /// <summary>A statement for SQL text of ours; the same text gives the same statement. Dispose it before asking again.</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out Statement? statement)) return statement.Take();
        if (_statements.Count >= MaxStatements) CloseStatements(idleOnly: true);
        _work.Begin();
        int code = raw.sqlite3_prepare_v2(Handle, sql, out sqlite3_stmt handle);
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, Handle);
        return (_statements[sql] = new Statement(Handle, handle, _work)).Take();
    }

    /// <summary>Runs a statement to its end.</summary>
    public void Execute(string sql)
    {
        using Statement statement = Prepare(sql);
        while (statement.Step())
        {
        }
    }

    /// <summary>The first column of the first row.</summary>
    public long ReadInt64(string sql)
    {
        using Statement statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>
    /// Another connection to the file within a transaction of its own, for the time of this one's; null where it does not see what is asked
    /// for.
    /// </summary>
    public Connection? TryJoin(Func<Connection, bool> sees)
    {
        Connection? joined = null;
        try
        {
            joined = _again();
            joined.Execute("BEGIN");
            if (sees(joined)) return joined;
        }
        catch (Exception fault) when (fault is SqliteException or InvalidDataException)
        {
            // Without it the same is read, only slower.
        }

        joined?.Dispose();
        return null;
    }

    /// <summary>Takes note that the log is the file's own. The last connection that is closed may move it into the file.</summary>
    public void Confirm()
    {
        IsConfirmed = true;
        SetCheckpointOnClose(true);
    }

    /// <summary>Leaves the log as it is when this is the last connection to be closed, until it is confirmed: it may be another file's.</summary>
    public void LeaveLog()
    {
        IsConfirmed = false;
        SetCheckpointOnClose(false);
    }

    /// <summary>Whether <see cref="SetChecked"/> was called for a collection since the schema last changed.</summary>
    public bool IsChecked(long collection)
    {
        _schema = ReadInt64("PRAGMA schema_version");
        return _checked.TryGetValue(collection, out long known) && known == _schema;
    }

    /// <summary>Takes note that a collection's tables are as they should be, within the transaction that asked <see cref="IsChecked"/>.</summary>
    public void SetChecked(long collection) => _checked[collection] = _schema;

    /// <summary>Gives up the pages in memory, for a file that may have been written past SQLite. Those of a transaction's open statements stay.</summary>
    public void Forget(FileState state)
    {
        Execute("PRAGMA shrink_memory");
        _checked.Clear();
        LeaveLog();
        State = state;
    }

    /// <summary>Keeps the pages in memory, for a file that this connection itself has just written.</summary>
    public void Keep(FileState state) => State = state;

    /// <summary>Ends the transaction without effect, if one is open.</summary>
    public void RollBack()
    {
        // A full disk or a lost lock has rolled back already; a second try would only hide the first fault.
        if (raw.sqlite3_get_autocommit(Handle) == 0) Execute("ROLLBACK");
    }

    public void Dispose()
    {
        CloseStatements(idleOnly: false);
        _connection.Dispose();
    }

    private void Distrust()
    {
        _ = raw.sqlite3_limit(Handle, raw.SQLITE_LIMIT_LENGTH, MaxBytes);
        _ = raw.sqlite3_limit(Handle, raw.SQLITE_LIMIT_COLUMN, MaxColumns);
        _ = raw.sqlite3_limit(Handle, raw.SQLITE_LIMIT_SQL_LENGTH, MaxBytesOfSql);
        _ = raw.sqlite3_db_config(Handle, Defensive, 1, out _);
        foreach (int feature in (int[])[TrustedSchema, EnableView, EnableTrigger]) _ = raw.sqlite3_db_config(Handle, feature, 0, out _);
        _work.Attach(Handle);
        Execute("PRAGMA cell_size_check = ON");
    }

    private void SetCheckpointOnClose(bool value) => _ = raw.sqlite3_db_config(Handle, NoCheckpointOnClose, value ? 0 : 1, out _);

    // Making room must leave those alone that a caller up the stack is reading from or writing with.
    private void CloseStatements(bool idleOnly)
    {
        foreach ((string sql, Statement statement) in _statements)
        {
            if (idleOnly && statement.IsInUse) continue;
            statement.Close();
            _statements.Remove(sql);
        }
    }
}
