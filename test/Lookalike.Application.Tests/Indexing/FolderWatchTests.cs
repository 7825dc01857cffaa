using Lookalike.Application.Indexing;
using Microsoft.Extensions.Time.Testing;

namespace Lookalike.Application.Tests.Indexing;

public sealed class FolderWatchTests : IDisposable
{
    // Long is for what hangs. Within Short nothing is heard: a machine that is too busy to tell in time makes no test fail.
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    private readonly Scratch _scratch = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_new_a_changed_a_renamed_and_a_deleted_file_below_the_folder_are_each_heard_of()
    {
        string folder = Directory.CreateDirectory(_scratch["below/deep"]).FullName, a = Path.Combine(folder, "a"), b = Path.Combine(folder, "b");
        using var watch = new FolderWatch([_scratch.Folder]);
        foreach (Action change in new Action[] { () => File.WriteAllText(a, "1"), () => File.AppendAllText(a, "2"), () => File.Move(a, b), () => File.Delete(b) })
        {
            change();
            Assert.True(await watch.WaitAsync(Long, Token));
        }

        await QuietAsync(watch);
    }

    [Fact]
    public async Task What_changed_before_the_wait_counts()
    {
        using var watch = new FolderWatch([_scratch.Folder]);
        File.WriteAllText(_scratch["a"], "1");
        await Task.Delay(Short, Token);

        Assert.True(await watch.WaitAsync(Long, Token));
    }

    [Fact]
    public async Task The_index_and_the_files_beside_it_mean_nothing()
    {
        using var watch = new FolderWatch([_scratch.Folder], _scratch["f.db"]);
        foreach (string name in new[] { "f.db", "f.db-wal", "f.db.lock" }) File.WriteAllText(_scratch[name], "1");

        Assert.False(await watch.WaitAsync(Short, Token));
    }

    [Fact]
    public async Task A_mark_ends_the_wait_as_a_change_does()
    {
        using var watch = new FolderWatch([_scratch.Folder]);
        watch.Mark();

        Assert.True(await watch.WaitAsync(Long, Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_folder_that_is_deleted_or_moved_away_and_made_again_is_listened_to_again(bool isMoved)
    {
        string folder = Directory.CreateDirectory(_scratch["watched"]).FullName;
        var notices = new List<string>();
        using var watch = new FolderWatch([folder], notice: notices.Add);
        if (isMoved) Directory.Move(folder, _scratch["away"]);
        else Directory.Delete(folder);
        await NoticedAsync(1);
        Assert.True(await watch.WaitAsync(Long, Token));

        Directory.CreateDirectory(folder);
        await NoticedAsync(2);
        Assert.True(await watch.WaitAsync(Long, Token));
        await QuietAsync(watch);
        File.WriteAllText(Path.Combine(folder, "a"), "1");

        Assert.True(await watch.WaitAsync(Long, Token));
        Assert.All(notices, notice => Assert.Contains(folder, notice, StringComparison.Ordinal));

        async Task NoticedAsync(int count)
        {
            while (notices.Count < count) await Task.Delay(20, Token);
        }
    }

    [Fact]
    public async Task A_folder_that_is_replaced_between_two_looks_is_listened_to_again()
    {
        string folder = Directory.CreateDirectory(_scratch["watched"]).FullName;
        string other = Directory.CreateDirectory(_scratch["other"]).FullName;
        var notices = new List<string>();
        using var watch = new FolderWatch([folder], notice: notices.Add);
        Directory.Delete(folder);
        Directory.Move(other, folder);
        while (notices.Count == 0) await Task.Delay(20, Token);
        Assert.True(await watch.WaitAsync(Long, Token));
        await QuietAsync(watch);

        File.WriteAllText(Path.Combine(folder, "a"), "1");

        Assert.True(await watch.WaitAsync(Long, Token));
    }

    [Fact]
    public async Task A_replaced_folder_is_told_before_the_wait_ends_however_soon_that_is()
    {
        string folder = Directory.CreateDirectory(_scratch["watched"]).FullName;
        string other = Directory.CreateDirectory(_scratch["other"]).FullName;
        var notices = new List<string>();

        // The clock stands still once it is quiet, so the look of each second never comes; events of the system mean nothing.
        var time = new FakeTimeProvider();
        using var watch = new FolderWatch([folder], ignored: folder, time, notices.Add);
        watch.Mark();
        time.Advance(TimeSpan.FromSeconds(0.6));
        Directory.Delete(folder);
        Directory.Move(other, folder);

        Assert.True(await watch.WaitAsync(Long, Token));
        Assert.Contains(folder, Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_told_of_a_folder_may_end_the_watch_from_another_thread()
    {
        string folder = Directory.CreateDirectory(_scratch["watched"]).FullName;
        FolderWatch? watch = null;
        var ended = new TaskCompletionSource();
        using var ready = new ManualResetEventSlim();
        watch = new FolderWatch([folder], notice: _ =>
        {
            ready.Wait(Token);
            Task.Run(watch!.Dispose, Token).Wait(Token);
            ended.TrySetResult();
        });
        ready.Set();

        Directory.Delete(folder);

        await ended.Task.WaitAsync(Long, Token);
    }

    [Fact]
    public void A_folder_that_is_missing_is_refused_as_indexing_refuses_it()
    {
        var e = Assert.Throws<DirectoryNotFoundException>(() => new FolderWatch([_scratch.Folder, _scratch["missing"]]));

        Assert.Contains($"Cannot index '{_scratch["missing"]}': expected a folder, found none.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_that_is_ended_says_so()
    {
        using var watch = new FolderWatch([_scratch.Folder]);
        using var stop = new CancellationTokenSource(Short);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch.WaitAsync(Long, stop.Token));
    }

    /// <summary>Waits until nothing more is heard of what was done so far.</summary>
    private static async Task QuietAsync(FolderWatch watch)
    {
        while (await watch.WaitAsync(Short, Token))
        {
        }
    }
}
