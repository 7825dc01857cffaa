using System.Buffers.Binary;
using Lookalike.Core.Files;

namespace Lookalike.Storage.Sqlite.Database;

/// <summary>
/// The files that SQLite keeps beside a database by name: log, its index, and rollback journal. It takes whatever lies there for its own, and deletes
/// it when done; so before it is let near, a file of somebody else is found.
/// </summary>
internal static class CompanionFiles
{
    private const uint JournalMagic = 0xd9d505f9;
    private const uint LogMagic = 0x377f0682;

    // The index of the log grows by pages; whoever opens it first cuts it to three bytes.
    private const int IndexPage = 4096, IndexBegun = 3;

    /// <summary>The path of a file that is not SQLite's and that opening the database would destroy; null where there is none.</summary>
    /// <param name="path">The database file.</param>
    public static string? FindForeign(string path)
    {
        string journal = path + "-journal", log = path + "-wal", index = path + "-shm";
        if (First(journal) is { } first && first != 0 && first != JournalMagic) return journal;

        // Beside a database, these two are its own, whatever a crash left of them.
        if (new FileInfo(path) is { Exists: true, Length: > 0 }) return null;
        if (First(log) is { } word && word != 0 && (word & ~1u) != LogMagic) return log;

        // Told by its length: closing a file gives up all locks that this process has on it, and those of SQLite lie on this one.
        return new FileInfo(index) is { Exists: true, Length: var length } && length % IndexPage != 0 && length != IndexBegun ? index : null;
    }

    // The first word, big-endian, filled up with zeros; null where there is no file.
    private static uint? First(string path)
    {
        if (!File.Exists(path)) return null;
        Span<byte> bytes = stackalloc byte[4];
        bytes.Clear();
        try
        {
            using FileStream? file = RegularFile.Open(path);
            _ = file?.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null; // gone just now, or for SQLite to report
        }

        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
