using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;
using Microsoft.Data.Sqlite;

namespace Lookalike.Storage.Sqlite.Files;

/// <summary>
/// Tells whether the log beside a file was written for another: a file that is replaced alone gets the log of the one before it, and SQLite
/// would read the pages of both as one database.
/// </summary>
internal static class ForeignLog
{
    /// <param name="path">The database file.</param>
    /// <param name="connection">A connection within a transaction: it sees the file through the log.</param>
    public static bool IsBeside(string path, Connection connection)
    {
        if (new FileInfo(path + "-wal") is not { Exists: true, Length: > 0 }) return false;
        try
        {
            using var bare = new Connection(path, SqliteOpenMode.ReadOnly, TimeSpan.Zero, immutable: true);
            return Catalogue.All(bare).Any(entry => Contradicts(connection, entry));
        }
        catch (Exception fault) when (fault is SqliteException or InvalidDataException)
        {
            // Nothing has gone from the log into the file yet, or something is just going there.
            return false;
        }
    }

    // The file is never ahead of its log, and what it holds is remembered as an earlier state.
    private static bool Contradicts(Connection connection, CatalogueEntry bare)
    {
        if (Catalogue.VersionOf(connection, bare.Id) is not { } version) return false;
        if (bare.Version > version) return true;
        long mark = TransactionMarks.Of(connection, bare.Id, bare.Version);
        return mark != 0 && bare.Mark != 0 && mark != bare.Mark;
    }
}
