using Lookalike.Core.Files;

namespace Lookalike.Core.Tests.Files;

public sealed class FileLockTests : IDisposable
{
    private readonly Scratch _folder = new();

    private string Name => _folder["m.onnx.lock"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_second_gets_none_until_the_first_has_ended_and_no_file_is_left()
    {
        using (FileLock first = FileLock.TryTake(Name)!)
        {
            Assert.NotNull(first);
            Assert.Null(FileLock.TryTake(Name));
        }

        using (FileLock? again = FileLock.TryTake(Name)) Assert.NotNull(again);
        Assert.Empty(Directory.GetFiles(_folder.Folder));
    }

    [Fact]
    public void An_empty_file_that_a_killed_process_left_is_taken_over()
    {
        File.WriteAllBytes(Name, []);
        using FileLock? taken = FileLock.TryTake(Name);
        Assert.NotNull(taken);
    }

    [Fact]
    public void A_file_of_the_user_is_refused_and_stays()
    {
        File.WriteAllText(Name, "keep me");
        Assert.Contains("7 bytes", Assert.Throws<IOException>(() => FileLock.TryTake(Name)).Message, StringComparison.Ordinal);
        Assert.Equal("keep me", File.ReadAllText(Name));
    }

    [Fact]
    public void A_link_is_refused_and_its_target_not_made()
    {
        File.CreateSymbolicLink(Name, _folder["target"]);
        Assert.Contains("a link", Assert.Throws<IOException>(() => FileLock.TryTake(Name)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["target"]));
    }

    [Fact]
    public void Of_many_who_come_and_go_one_at_a_time_is_inside()
    {
        int inside = 0, maximum = 0, entered = 0;
        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using FileLock? taken = FileLock.TryTake(Name);
            if (taken is null) return;
            int now = Interlocked.Increment(ref inside);
            if (now > maximum) maximum = now;
            Interlocked.Increment(ref entered);
            Interlocked.Decrement(ref inside);
        });
        Assert.Equal(1, maximum);
        Assert.True(entered > 0);
        Assert.Empty(Directory.GetFiles(_folder.Folder));
    }
}
