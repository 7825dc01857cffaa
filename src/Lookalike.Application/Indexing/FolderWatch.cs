using System.Threading.Channels;
using Lookalike.Core.Files;

namespace Lookalike.Application.Indexing;

/// <summary>
/// Hears of changes below folders. The system's notices only say that something changed: what it was is left to the next comparison. One who
/// waits is woken once it has been quiet for half a second, or five seconds after the first change. A folder that goes, or is replaced by
/// another, is a change too, noticed within a second and before a wait ends; the new one is listened to. Safe from any thread; one waits at a time.
/// </summary>
internal sealed class FolderWatch : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>How often the folders themselves are looked at: the system says nothing of one that has gone.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Room for the notices of some thousand files; with the default, copying a folder loses some.</summary>
    private const int NoticeBytes = 64 << 10;

    private readonly Lock _gate = new();
    private readonly (string Folder, FileIdentity? Identity, FileSystemWatcher? Watcher)[] _watched;
    private readonly ITimer _looking;
    private readonly Action<string>? _notice;
    private readonly string? _ignored;
    private readonly TimeProvider _time;
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _last;

    /// <summary>Begins to listen.</summary>
    /// <param name="folders">The folders; changes below them are heard of, but not behind links to folders.</param>
    /// <param name="ignored">
    /// A path whose changes, and those of all files whose path begins with it, mean nothing: the index and the files beside it. Null for
    /// none.
    /// </param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="notice">Told in a sentence of a folder that went, or came again, on a thread of the pool or the one that waits; null for nobody.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder. None is listened to.</exception>
    public FolderWatch(IReadOnlyList<string> folders, string? ignored = null, TimeProvider? time = null, Action<string>? notice = null)
    {
        ArgumentNullException.ThrowIfNull(folders);
        _ignored = ignored is null ? null : Path.GetFullPath(ignored);
        _time = time ?? TimeProvider.System;
        _notice = notice;
        string[] existing = [.. folders.Select(FolderScan.Existing)];
        _watched = [.. existing.Select(folder => (folder, FileIdentity.Find(folder), TryListen(folder)))];
        _looking = _time.CreateTimer(_ => LookAtFolders(), null, Look, Look);
    }

    /// <summary>Makes the next wait end as if something had changed.</summary>
    public void Mark()
    {
        Volatile.Write(ref _last, _time.GetTimestamp());
        _changed.Writer.TryWrite(true);
    }

    /// <summary>Waits for a change, and until it is quiet. Changes since the last wait count.</summary>
    /// <param name="atMost">When to return though no change was heard of: file systems of other machines, links and full buffers lose some.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Once it is time to compare again: whether a change was heard of.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        bool isHeard = await HearAsync(atMost, cancellationToken).ConfigureAwait(false);

        // A folder that was replaced is listened to before it is compared: what changes after the comparison is heard of.
        LookAtFolders();

        // What was heard until now is part of what is compared now.
        return _changed.Reader.TryRead(out _) || isHeard;
    }

    private async Task<bool> HearAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(atMost, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _changed.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        long first = _time.GetTimestamp();
        while (_time.GetElapsedTime(Volatile.Read(ref _last)) < Quiet && _time.GetElapsedTime(first) < Longest)
            await Task.Delay(Quiet / 5, _time, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Stops listening. No wait may be under way.</summary>
    public void Dispose()
    {
        _looking.Dispose();
        lock (_gate)
        {
            foreach (var watched in _watched) watched.Watcher?.Dispose();
            Array.Clear(_watched);
        }
    }

    private void LookAtFolders()
    {
        // Told outside the lock: who is told may take his time, or end the watch.
        var told = new List<string>();
        lock (_gate)
        {
            for (int i = 0; i < _watched.Length; i++)
            {
                if (_watched[i] is not { Folder: { } folder } watched) continue;
                FileIdentity? now = FileIdentity.Find(folder);
                if (now == watched.Identity) continue;
                watched.Watcher?.Dispose();
                _watched[i] = (folder, now, now is null ? null : TryListen(folder));
                told.Add(now is null
                    ? $"The folder {folder} is gone. Waiting for it."
                    : $"The folder {folder} is another one than before, or there again. Watching it.");
                Mark();
            }
        }

        if (_notice is not null) told.ForEach(_notice);
    }

    private FileSystemWatcher? TryListen(string folder)
    {
        try
        {
            return Listen(folder);
        }
        catch (Exception e) when (e is ArgumentException or FileNotFoundException)
        {
            // It has gone again. The next look finds that out.
            return null;
        }
    }

    private FileSystemWatcher Listen(string folder)
    {
        var watcher = new FileSystemWatcher(folder)
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
        try
        {
            watcher.EnableRaisingEvents = true;
        }
        catch (IOException)
        {
            // The system has no more watches to give. The waits still end.
            Mark();
        }

        return watcher;
    }

    private void Hear(string path)
    {
        if (_ignored is null || !path.StartsWith(_ignored, StringComparison.Ordinal)) Mark();
    }
}
