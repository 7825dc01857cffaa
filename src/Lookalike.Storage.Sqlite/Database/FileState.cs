namespace Lookalike.Storage.Sqlite.Database;

/// <summary>What the file system says of a file: whoever writes to it, past SQLite too, changes this.</summary>
internal readonly record struct FileState(DateTime Written, long Length)
{
    // The coarsest clocks of file systems in use tick every two seconds: what was written since the last tick may be written again
    // without another time.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    public static FileState Of(string path) => new FileInfo(path) is { Exists: true } file ? new(file.LastWriteTimeUtc, file.Length) : default;

    /// <summary>Whether another write would be sure to show.</summary>
    public bool IsSettled
    {
        get
        {
            TimeSpan age = TimeProvider.System.GetUtcNow().UtcDateTime - Written;
            return age > Settling;
        }
    }
}
