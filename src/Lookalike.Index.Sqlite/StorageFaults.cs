using Lookalike.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData;
using SQLitePCL;

namespace Lookalike.Index.Sqlite;

/// <summary>Brings the faults of the store out as those of the index, with their own words.</summary>
internal static class StorageFaults
{
    /// <summary>Asks the store.</summary>
    /// <exception cref="IndexStorageException">It cannot answer.</exception>
    public static async Task<T> AsIndexFaultsAsync<T>(string location, Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception e) when (e is VectorStoreException or SqliteException)
        {
            throw new IndexStorageException(e.Message, location, e, KindOf(e));
        }
    }

    /// <summary>The same, where nothing is answered.</summary>
    /// <exception cref="IndexStorageException">The store cannot do it.</exception>
    public static Task AsIndexFaultsAsync(string location, Func<Task> act) => AsIndexFaultsAsync(location, async () =>
    {
        await act().ConfigureAwait(false);
        return true;
    });

    private static FaultKind KindOf(Exception fault) => (fault as SqliteException ?? fault.InnerException) switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } => FaultKind.Busy,

        // What connections of a database share lies in a file beside it, which may find no room either.
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } or SqliteException { SqliteExtendedErrorCode: raw.SQLITE_IOERR_SHMSIZE } => FaultKind.StorageFull,
        _ => FaultKind.Incompatible,
    };
}
