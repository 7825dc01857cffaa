using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Lookalike.Storage.Sqlite.Database;

/// <summary>One connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    private const int MostStatements = 128;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = [];

    public Connection(string dataSource, SqliteOpenMode mode, TimeSpan busyTimeout)
    {
        var builder = new SqliteConnectionStringBuilder { DataSource = dataSource, Mode = mode, Pooling = false };
        _connection = new SqliteConnection(builder.ToString());
        try
        {
            _connection.Open();
            _ = raw.sqlite3_busy_timeout(Handle, (int)busyTimeout.TotalMilliseconds);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    private sqlite3 Handle => _connection.Handle!;

    /// <summary>A statement for SQL text of ours; the same text gives the same statement. Dispose it before asking again.</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out Statement? statement)) return statement.Take();
        if (_statements.Count >= MostStatements) CloseStatements(idleOnly: true);
        int code = raw.sqlite3_prepare_v2(Handle, sql, out sqlite3_stmt handle);
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, Handle);
        return (_statements[sql] = new Statement(Handle, handle)).Take();
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
