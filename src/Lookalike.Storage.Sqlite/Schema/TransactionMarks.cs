using System.Security.Cryptography;
using Lookalike.Storage.Sqlite.Database;

namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>
/// A random number for every transaction on a collection, kept beside the version that it made. Versions count alike in every file; two
/// states with the same version and mark are the same state, and a state whose version and mark a file remembers is an earlier one of it.
/// </summary>
internal static class TransactionMarks
{
    /// <summary>Transactions that are remembered. Whoever is further behind reads everything.</summary>
    public const int Remembered = 4096;

    public const string Create =
        "CREATE TABLE transactions (collection INTEGER NOT NULL, version INTEGER NOT NULL, mark INTEGER NOT NULL, PRIMARY KEY (collection, version)) " +
            "WITHOUT ROWID";

    /// <summary>Gives a version of a collection its mark.</summary>
    public static void Add(Connection connection, long collection, long version)
    {
        using (Statement insert = connection.Prepare("INSERT INTO transactions (collection, version, mark) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE " +
            "SET mark = excluded.mark"))
            insert.Bind(1, collection).Bind(2, version).Bind(3, BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) | 1).Step();
        using Statement forget = connection.Prepare("DELETE FROM transactions WHERE collection = ?1 AND version <= ?2");
        forget.Bind(1, collection).Bind(2, version - Remembered).Step();
    }

    /// <summary>The mark of a version; 0 where the file does not remember it.</summary>
    public static long Of(Connection connection, long collection, long version)
    {
        // Without marks there is only what the file system says: any write to the file is taken for another file.
        if (connection.ReadInt64("PRAGMA user_version") < SqliteConstants.MarksVersion)
            return connection.State.Written.Ticks ^ (connection.State.Length << 32) | 1;
        using Statement select = connection.Prepare("SELECT mark FROM transactions WHERE collection = ?1 AND version = ?2");
        return select.Bind(1, collection).Bind(2, version).Step() ? select.Integer(0) : 0;
    }

    public static void Remove(Connection connection, long collection)
    {
        using Statement statement = connection.Prepare("DELETE FROM transactions WHERE collection = ?1");
        statement.Bind(1, collection).Step();
    }
}
