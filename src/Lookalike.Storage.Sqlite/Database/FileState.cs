namespace Lookalike.Storage.Sqlite.Database;

/// <summary>
/// What the file system says of a file: whoever writes to it, past SQLite too, changes this, a tick of the file system's clock later at the
/// latest.
/// </summary>
internal readonly record struct FileState(DateTime Written, long Length)
{
    // Twice the tick of the slowest kernels; and some file systems keep times in steps of one or two seconds.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan CoarseTick = TimeSpan.FromSeconds(2);

    /// <summary>Whether another write would be sure to show. A time that is yet to come is from another clock, and any write would change it.</summary>
    public bool IsSettled => (TimeProvider.System.GetUtcNow().UtcDateTime - Written).Duration() > Settling;

    private TimeSpan Settling => Written.Ticks % TimeSpan.TicksPerSecond == 0 ? CoarseTick : Tick;

    public static FileState Of(string path) => new FileInfo(path) is { Exists: true } file ? new(file.LastWriteTimeUtc, file.Length) : default;

    /// <summary>The state once another write would be sure to show, or as it is when that takes too long.</summary>
    public static FileState Settled(string path)
    {
        FileState state = Of(path);
        if (!state.IsSettled) SpinWait.SpinUntil(() => (state = Of(path)).IsSettled, CoarseTick);
        return state;
    }
}
