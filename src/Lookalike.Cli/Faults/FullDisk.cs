using Lookalike.Index;
using Lookalike.Models.Faults;
using Microsoft.Data.Sqlite;

namespace Lookalike.Cli.Faults;

/// <summary>
/// Tells whether a fault is a full disk. A model or an index that could not be written for want of space is neither missing nor incompatible.
/// </summary>
internal static class FullDisk
{
    /// <summary>SQLITE_FULL.</summary>
    private const int SqliteFull = 13;

    /// <summary>SQLITE_IOERR_SHMSIZE: the memory that the connections of a database share lies in a file beside it, which found no room.</summary>
    private const int SqliteNoSharedMemory = 4874;

    /// <summary>Whether the fault, or what a model file or an index makes of it, is one.</summary>
    public static bool IsBehind(Exception fault) => Is(fault) || (fault is ModelFileException or IndexStorageException && Causes(fault).Any(Is));

    private static IEnumerable<Exception> Causes(Exception fault)
    {
        for (Exception? cause = fault.InnerException; cause is not null; cause = cause.InnerException) yield return cause;
    }

    /// <summary>Whether the fault itself is one.</summary>
    public static bool Is(Exception fault) => fault switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteFull || sqlite.SqliteExtendedErrorCode == SqliteNoSharedMemory,
        IOException file => (file.HResult & 0xFFFF) is 28 or 112 or 122, // ENOSPC, ERROR_DISK_FULL, EDQUOT
        _ => false,
    };
}
