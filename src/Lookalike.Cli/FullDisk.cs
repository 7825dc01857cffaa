using Lookalike.Models;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Cli;

/// <summary>Tells whether a model or an index could not be written for want of space: neither is missing or incompatible.</summary>
internal static class FullDisk
{
    /// <summary>SQLITE_FULL.</summary>
    private const int SqliteFull = 13;

    public static bool IsBehind(Exception fault) => fault is ModelFileException or VectorStoreException && fault.InnerException switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteFull,
        IOException file => (file.HResult & 0xFFFF) is 28 or 112 or 122, // ENOSPC, ERROR_DISK_FULL, EDQUOT
        _ => false,
    };
}
