using System.Threading.Channels;

namespace Lookalike.Application;

/// <summary>
/// Hears of changes below folders. The system's notices only say that something changed: what it was is left to the next comparison. One who
/// waits is woken once it has been quiet for half a second, or five seconds after the first change. Safe from any thread; one waits at a time.
/// </summary>
public sealed class FolderWatch : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Room for the notices of some thousand files; with the default, copying a folder loses some.</summary>
    private const int NoticeBytes = 64 << 10;

    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly string? _ignored;
    private readonly TimeProvider _time;
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _last;

    /// <summary>Begins to listen.</summary>
    /// <param name="folders">The folders; changes below them are heard of, but not behind links to folders.</param>
    /// <param name="ignored">A path whose changes, and those of all files whose path begins with it, mean nothing: the index and the files beside it. Null for none.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public FolderWatch(IReadOnlyList<string> folders, string? ignored = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(folders);
        _ignored = ignored is null ? null : Path.GetFullPath(ignored);
        _time = time ?? TimeProvider.System;
        foreach (string folder in folders) Listen(folder);
    }

    /// <summary>Makes the next wait end as if something had changed.</summary>
    public void Mark()
    {
        Volatile.Write(ref _last, _time.GetTimestamp());
        _changed.Writer.TryWrite(true);
    }

    /// <summary>Waits for a change, and until it is quiet. Changes since the last wait count.</summary>
    /// <param name="atMost">When to return though no change was heard of: file systems of other machines, links and full buffers lose some.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Once it is time to compare again: whether a change was heard of.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(atMost, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await _changed.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }

        long first = _time.GetTimestamp();
        while (_time.GetElapsedTime(Volatile.Read(ref _last)) < Quiet && _time.GetElapsedTime(first) < Longest)
            await Task.Delay(Quiet / 5, _time, cancellation).ConfigureAwait(false);

        // What was heard while waiting is part of what is compared now.
        _changed.Reader.TryRead(out _);
        return true;
    }

    /// <summary>Stops listening. No wait may be under way.</summary>
    public void Dispose()
    {
        foreach (FileSystemWatcher watcher in _watchers) watcher.Dispose();
    }

    private void Listen(string folder)
    {
        var watcher = new FileSystemWatcher(Path.GetFullPath(folder))
        {
            IncludeSubdirectories = true,
            InternalBufferSize = NoticeBytes,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        watcher.Created += (_, e) => Hear(e.FullPath);
        watcher.Changed += (_, e) => Hear(e.FullPath);
        watcher.Deleted += (_, e) => Hear(e.FullPath);
        watcher.Renamed += (_, e) => Hear(e.FullPath);

        // Notices were lost, or there will be none: compare now, and from then on as often as the waits end by themselves.
        watcher.Error += (_, _) => Mark();
        _watchers.Add(watcher);
        try
        {
            watcher.EnableRaisingEvents = true;
        }
        catch (IOException)
        {
            // The system has no more watches to give. The waits still end.
            Mark();
        }
    }

    private void Hear(string path)
    {
        if (_ignored is null || !path.StartsWith(_ignored, StringComparison.Ordinal)) Mark();
    }
}
