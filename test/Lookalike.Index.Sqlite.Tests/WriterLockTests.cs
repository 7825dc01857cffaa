using Lookalike.Core;

namespace Lookalike.Index.Sqlite.Tests;

public sealed class WriterLockTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private string Index => _scratch["f.db"];

    private string Lock => _scratch["f.db.lock"];

    [Fact]
    public void A_lock_keeps_others_out_and_leaves_nothing()
    {
        using (WriterLock.Take(Index))
        {
            IndexException fault = Assert.Throws<IndexException>(() => WriterLock.Take(Index));
            Assert.Contains("is being written by another process", fault.Message, StringComparison.Ordinal);
            Assert.Equal(FaultKind.Busy, fault.Kind);
            Assert.True(File.Exists(Lock));
        }

        Assert.False(File.Exists(Lock));
        WriterLock.Take(Index).Dispose();
    }

    [Fact]
    public void The_lock_of_a_process_that_was_killed_is_taken_over_and_taken_away()
    {
        File.WriteAllText(Lock, "lookalike writes to the index beside this file ....");

        WriterLock.Take(Index).Dispose();

        Assert.False(File.Exists(Lock));
    }

    [Theory]
    [InlineData("my notes")]
    [InlineData("")]
    public void A_file_that_somebody_else_put_there_is_left_as_it_is(string content)
    {
        File.WriteAllText(Lock, content);
        DateTime written = File.GetLastWriteTimeUtc(Lock);

        using (WriterLock.Take(Index)) Assert.Throws<IndexException>(() => WriterLock.Take(Index));

        Assert.Equal((content, written), (File.ReadAllText(Lock), File.GetLastWriteTimeUtc(Lock)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_link_is_refused_and_its_target_neither_made_nor_touched(bool exists)
    {
        string target = _scratch["target.txt"];
        if (exists) File.WriteAllText(target, "theirs");
        File.CreateSymbolicLink(Lock, target);

        IndexException fault = Assert.Throws<IndexException>(() => WriterLock.Take(Index));

        Assert.Contains($"{Lock} is a link", fault.Message, StringComparison.Ordinal);
        Assert.Equal(exists, File.Exists(target));
        if (exists) Assert.Equal("theirs", File.ReadAllText(target));
        Assert.Equal(target, new FileInfo(Lock).LinkTarget);
    }

    [Fact]
    public void A_folder_of_that_name_is_named()
    {
        Directory.CreateDirectory(Lock);
        Assert.Contains($"{Lock} cannot be locked", Assert.Throws<IndexException>(() => WriterLock.Take(Index)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_took_its_place_meanwhile_is_left()
    {
        using (WriterLock.Take(Index))
        {
            File.Delete(Lock);
            File.WriteAllText(Lock, "theirs");
        }

        Assert.Equal("theirs", File.ReadAllText(Lock));
    }

    [Fact]
    public void Of_many_that_take_turns_no_two_ever_hold_it_together()
    {
        int inside = 0, maximum = 0, turns = 0;
        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < 100; i++)
            {
                try
                {
                    using (WriterLock.Take(Index))
                    {
                        int now = Interlocked.Increment(ref inside);
                        if (now > maximum) Volatile.Write(ref maximum, now);
                        Interlocked.Increment(ref turns);
                        Interlocked.Decrement(ref inside);
                    }
                }
                catch (IndexException)
                {
                    // Another has it.
                }
            }
        });

        Assert.True(turns > 0);
        Assert.Equal(1, maximum);
    }

    public void Dispose() => _scratch.Dispose();
}
