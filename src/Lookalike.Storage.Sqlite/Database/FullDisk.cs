namespace Lookalike.Storage.Sqlite.Database;

/// <summary>Tells which disk is full: SQLite says the same of that of the database and of that of its temporary files.</summary>
internal static class FullDisk
{
    /// <summary>What is full and what to do, as a sentence.</summary>
    /// <param name="path">The database, a full path.</param>
    public static string Describe(string path)
    {
        string temporary = TemporaryFolder();
        return Free(temporary) < Free(Path.GetDirectoryName(path)!)
            ? $"The disk of temporary files, '{temporary}', is full, and '{path}' could not be written. Nothing of this operation was kept; free some " +
                "space there, or set TMPDIR to another folder, and repeat it."
            : $"The disk that holds '{path}' is full. Nothing of this operation was kept; free some space and repeat it.";
    }

    /// <summary>Where SQLite looks first (sqlite.org/tempfiles.html, 5).</summary>
    private static string TemporaryFolder() =>
        new[] { Environment.GetEnvironmentVariable("SQLITE_TMPDIR"), Environment.GetEnvironmentVariable("TMPDIR"),
            "/var/tmp" }.FirstOrDefault(Directory.Exists) ?? Path.GetTempPath();

    private static long Free(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue; // cannot be asked: not what is named
        }
    }
}
