using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData;
using SQLitePCL;

namespace Lookalike.Storage.Sqlite.Database;

/// <summary>Makes the exceptions of this provider: each says what failed, in which file, what was found and what to do.</summary>
internal static class SqliteFault
{
    private const string Restore = "Restore the file from a copy, or delete it and write the records again.";

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
        $"'{path}' is damaged{(collection is null ? "" : $" at the collection '{collection}'")}: {fault.Message}. {Restore}",
        path, operation, collection, fault);

    /// <summary>The file under the path is not the one that was read before, and cannot be read in its place.</summary>
    public static VectorStoreException Replaced(Exception? fault, string path, string operation, string? collection) => Create(
        $"'{path}' was replaced, overwritten or shortened while it was open, and {operation} could not read what is there " +
            $"now{(fault is null ? "" : $": {fault.Message}")}. "
        + "Let whoever writes it finish, and repeat the operation; replace an index by renaming a whole file over it.",
        path, operation, collection, fault);

    /// <summary>The file under the path is not the one that was opened for writing.</summary>
    public static VectorStoreException Lost(string path, string operation, string? collection) => Create(
        $"'{path}' was deleted or replaced by another file while it was open for writing, so {operation} wrote nothing. What was written before went " +
            "into the file that was there. Open the store again.",
        path, operation, collection);

    /// <summary>The log beside the file has changes that were made to another.</summary>
    public static VectorStoreException LogOfAnother(string path, string operation, string? collection) => Create(
        $"'{path}' was replaced while the log of the file before it was not yet empty: '{path}-wal' holds changes that belong to another file. "
        + $"Close every program that has it open, and delete '{path}-wal' and '{path}-shm'; or put the other file back.",
        path, operation, collection);

    /// <summary>A file of somebody else lies where SQLite keeps one of its own.</summary>
    public static VectorStoreException ForeignCompanion(string found, string path, string operation) => Create(
        $"'{found}' is no file of SQLite, which would delete it when it opens '{path}'. Expected no file there, or one that SQLite wrote. "
        + "Move it away, or give the database another name.",
        path, operation, collection: null);

    /// <summary>Whether an error says something of the file's contents, and not of locks, permissions or memory.</summary>
    public static bool IsDamage(SqliteException fault) =>
        fault.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_IOERR or raw.SQLITE_ERROR or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG
            or raw.SQLITE_CONSTRAINT or raw.SQLITE_INTERRUPT or raw.SQLITE_AUTH;

    private static string Describe(int code, int extended, string path) => code switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            $"'{path}' is locked by another process or connection. Let the other writer end, or set a longer BusyTimeout.",
        raw.SQLITE_FULL => FullDisk.Describe(path),
        raw.SQLITE_IOERR when extended == raw.SQLITE_IOERR_SHMSIZE => FullDisk.Describe(path),
        raw.SQLITE_READONLY => $"'{path}' cannot be written: the file, its folder or the store is read-only. Give write permission, or open it " +
            "without ReadOnly.",
        raw.SQLITE_CANTOPEN => $"'{path}' cannot be opened. Expected a file that this process may open, in a folder that exists; check the path and " +
            "its permissions.",
        raw.SQLITE_NOTADB => $"'{path}' is not a SQLite database. Expected a file written by this store; check the path.",
        raw.SQLITE_CORRUPT => $"'{path}' is damaged. {Restore}",
        raw.SQLITE_IOERR => $"The disk refused to read or write '{path}' (extended code {extended}). Check the disk, and that no other program " +
            "deletes, replaces or shortens the file.",
        raw.SQLITE_TOOBIG => $"A row of '{path}' is larger than the {Connection.MaxBytes:N0} bytes that are read and written. Store large content " +
            "beside the database.",
        raw.SQLITE_INTERRUPT => $"'{path}' is damaged: reading it takes more steps than a file of its size can need. {Restore}",
        raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_AUTH =>
            $"'{path}' is damaged, or was changed by another program: its tables are not as this library lays them out. {Restore}",
        _ => $"SQLite failed on '{path}' with code {code} (extended {extended}).",
    };
}
