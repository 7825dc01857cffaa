using System.Runtime.InteropServices;
using SQLitePCL;

namespace Lookalike.Storage.Sqlite.Database;

/// <summary>The calls of SQLite that its .NET binding leaves out.</summary>
internal static partial class NativeSqlite
{
    private const int HasMovedCode = 20; // SQLITE_FCNTL_HAS_MOVED

    /// <summary>
    /// Whether another file, or none, lies under the path that a connection was opened with. Never where the system keeps an open file from
    /// being replaced.
    /// </summary>
    public static bool HasMoved(sqlite3 database)
    {
        int moved = 0;
        return FileControl(database.DangerousGetHandle(), 0, HasMovedCode, ref moved) == raw.SQLITE_OK && moved != 0;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    private static partial int FileControl(nint database, nint name, int operation, ref int argument);
}
