using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Telemetry;
using Microsoft.Data.Sqlite;

namespace Lookalike.Storage.Sqlite.Files;

/// <summary>
/// One operation that reads a file which anybody may replace meanwhile: it is repeated until all that it read is of one file. Used by one
/// thread. Each attempt begins with <see cref="Begin"/> and ends with <see cref="End"/>, whatever happened in between, as
/// <see cref="UntilWhole"/> does it.
/// </summary>
internal sealed class FileReading(DatabaseFile file, ConnectionPool connections, string operation, string? collection)
{
    private const int MaxAttempts = 20;

    private int _attempts;
    private bool _entered;
    private FileState? _state;
    private Connection? _connection;

    public string Operation => operation;

    /// <summary>Repeats an attempt, which begins with <see cref="Begin"/>, until it read one file from beginning to end.</summary>
    public T UntilWhole<T>(Func<FileReading, T> attempt)
    {
        while (true)
        {
            try
            {
                T result = attempt(this);
                Complete();
                return result;
            }
            catch (Exception fault) when (IsOfFile(fault))
            {
                RepeatAfter(fault);
            }
            finally
            {
                End();
            }
        }
    }

    /// <summary>Begins an attempt.</summary>
    /// <returns>A connection to the file, without a transaction; null while there is no database.</returns>
    /// <exception cref="FileChangedException">The file is another than the one that the connection has open.</exception>
    public Connection? Begin()
    {
        if (_attempts++ > 0) file.Reopen();
        _entered = true;
        _state = file.Enter();
        if (_state is not { } state) return null;
        _connection = connections.TakeReader(operation);
        if (_connection is null) return null;
        if (_connection.HasMoved) throw new FileChangedException();
        if (_connection.State != state) _connection.Forget(state);
        return _connection;
    }

    /// <summary>Ends the transaction of an attempt that succeeded.</summary>
    public void Complete() => _connection?.RollBack();

    /// <summary>Whether a fault comes from the file, and not from whoever reads it.</summary>
    public static bool IsOfFile(Exception fault) => fault is FileChangedException or SqliteException or InvalidDataException;

    /// <summary>Returns where the attempt is to be repeated; otherwise throws what the caller is to see.</summary>
    /// <exception cref="Microsoft.Extensions.VectorData.VectorStoreException">The file cannot be read.</exception>
    public void RepeatAfter(Exception fault)
    {
        FileChangedException? changed = fault as FileChangedException ?? (IsOfAnotherFile(fault) ? new FileChangedException(fault) : null);
        switch (fault)
        {
            case var _ when changed is { IsForeignLog: true } && _attempts > 1:
                throw SqliteFault.LogOfAnother(file.Path, operation, collection);
            case var _ when changed is not null && _attempts >= MaxAttempts:
                throw SqliteFault.Replaced(changed.InnerException, file.Path, operation, collection);
            case var _ when changed is not null:
                if (file.Logger is { } logger) StoreLog.FileReplaced(logger, file.Path, operation, _attempts);
                return;
            case SqliteException sqlite:
                throw SqliteFault.Wrap(sqlite, file.Path, operation, collection);
            case InvalidDataException damage:
                throw SqliteFault.Damaged(damage, file.Path, operation, collection);
            default:
                throw new ArgumentException("The fault is none of the file's.", nameof(fault));
        }
    }

    /// <summary>Ends an attempt, and its transaction if it has one.</summary>
    public void End()
    {
        if (_connection is { } connection) GiveBack(connection);
        _connection = null;
        if (_entered) file.Leave();
        _entered = false;
    }

    // What SQLite cannot read while the file is being replaced says nothing of the file that will be there.
    private bool IsOfAnotherFile(Exception fault) =>
        _state is { } state && fault is SqliteException or InvalidDataException && (FileState.Of(file.Path) != state || _connection is { HasMoved: true });

    private void GiveBack(Connection connection)
    {
        try
        {
            connection.RollBack();
        }
        catch (SqliteException)
        {
            // It cannot even end its transaction: nobody is to have it again.
            connection.Dispose();
            return;
        }

        connections.GiveBack(connection);
    }
}
