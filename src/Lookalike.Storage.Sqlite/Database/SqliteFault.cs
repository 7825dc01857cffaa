using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData;
using SQLitePCL;

namespace Lookalike.Storage.Sqlite.Database;

/// <summary>Makes the exceptions of this provider: each says what failed, in which file, what was found and what to do.</summary>
internal static class SqliteFault
{
    /// <summary>Wraps an error of SQLite.</summary>
    public static VectorStoreException Wrap(SqliteException fault, string path, string operation, string? collection) =>
        Create($"{Describe(fault.SqliteErrorCode, fault.SqliteExtendedErrorCode, path)} (SQLite: {fault.Message})", path, operation, collection, fault);

    /// <summary>An exception with the context that the abstraction asks for.</summary>
    public static VectorStoreException Create(string message, string path, string operation, string? collection, Exception? inner = null) =>
        new(message, inner)
        {
            VectorStoreSystemName = SqliteConstants.SystemName,
            VectorStoreName = path,
            CollectionName = collection,
            OperationName = operation,
        };

    public static VectorStoreException MissingCollection(string path, string operation, string collection) => Create(
        $"'{path}' holds no collection '{collection}'. {operation} needs one; call EnsureCollectionExistsAsync first, or check the name and the path.",
        path, operation, collection);

    /// <summary>What SQLite read well and is not as this library wrote it.</summary>
    public static VectorStoreException Damaged(InvalidDataException fault, string path, string operation, string? collection) => Create(
        $"'{path}' is damaged{(collection is null ? "" : $" at the collection '{collection}'")}: {fault.Message}. Restore the file from a copy, or delete it and write the records again.",
        path, operation, collection, fault);

    /// <summary>Whether an error says something of the file's contents, and not of locks, permissions or memory.</summary>
    public static bool IsDamage(SqliteException fault) =>
        fault.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_IOERR or raw.SQLITE_ERROR or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG;

    private static string Describe(int code, int extended, string path) => code switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            $"'{path}' is locked by another process or connection. Let the other writer end, or set a longer BusyTimeout.",
        raw.SQLITE_FULL => FullDisk.Describe(path),
        raw.SQLITE_READONLY => $"'{path}' cannot be written: the file, its folder or the store is read-only. Give write permission, or open it without ReadOnly.",
        raw.SQLITE_CANTOPEN => $"'{path}' cannot be opened. Expected a file that this process may open, in a folder that exists; check the path and its permissions.",
        raw.SQLITE_NOTADB => $"'{path}' is not a SQLite database. Expected a file written by this store; check the path.",
        raw.SQLITE_CORRUPT => $"'{path}' is damaged. Restore it from a copy, or delete it and write the records again.",
        raw.SQLITE_IOERR => $"The disk refused to read or write '{path}' (extended code {extended}). Check the disk, and that no other program shortens the file.",
        raw.SQLITE_TOOBIG => $"A value is larger than SQLite stores in '{path}' (1,000,000,000 bytes). Store large content beside the database.",
        _ => $"SQLite failed on '{path}' with code {code} (extended {extended}).",
    };
}
