using System.Buffers.Binary;

namespace Lookalike.Storage.Sqlite.Database;

/// <summary>
/// The files that SQLite keeps beside a database by name: log, its index, and rollback journal. It takes whatever lies there for its own, and deletes
/// it when done; so before it is let near, a file of somebody else is found.
/// </summary>
internal static class CompanionFiles
{
    private const uint JournalMagic = 0xd9d505f9;
    private const uint LogMagic = 0x377f0682;
    private const uint IndexVersion = 3007000;

    /// <summary>The path of a file that is not SQLite's and that opening the database would destroy; null where there is none.</summary>
    /// <param name="path">The database file.</param>
    public static string? FindForeign(string path)
    {
        string journal = path + "-journal", log = path + "-wal", index = path + "-shm";
        if (First(journal) is { } first && first != 0 && first != JournalMagic) return journal;

        // Beside a database, these two are its own, whatever a crash left of them.
        if (new FileInfo(path) is { Exists: true, Length: > 0 }) return null;
        if (First(log) is { } word && word != 0 && (word & ~1u) != LogMagic) return log;
        return First(index) is { } version && version != 0 && version != IndexVersion && BinaryPrimitives.ReverseEndianness(version) != IndexVersion ? index : null;
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
