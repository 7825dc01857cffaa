namespace Lookalike.EndToEnd.Tests;

/// <summary>What a test is told of a program that hangs.</summary>
public sealed class ChildProcessTests
{
    [Fact]
    public async Task A_program_that_hangs_is_killed_and_the_test_told_what_was_waited_for_and_what_was_written()
    {
        using ChildProcess hanging = ChildProcess.Start("/bin/sh", ["-c", "echo begun; echo a word >&2; sleep 10000"]);
        Assert.Equal("begun", await hanging.NextLineAsync());
        await hanging.ReachAsync("a word");
        hanging.Limit = TimeSpan.FromMilliseconds(1);

        TimeoutException fault = await Assert.ThrowsAsync<TimeoutException>(hanging.FinishAsync);

        foreach (string said in new[] { "sleep 10000", "expected its end", "begun", "a word" }) Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        hanging.Limit = TimeSpan.FromMinutes(20);
        (await hanging.FinishAsync()).Expect(137);
    }

    [Fact]
    public async Task All_that_was_written_is_kept_and_the_lines_are_told_one_by_one()
    {
        using ChildProcess process = ChildProcess.Start("/bin/sh", ["-c", "printf 'one\\ntwo\\n\\nthree'; exit 7"]);
        Assert.Equal(["one", "two", "", "three"], [await process.NextLineAsync(), await process.NextLineAsync(), await process.NextLineAsync(), await process.NextLineAsync()]);
        await Assert.ThrowsAsync<InvalidOperationException>(process.NextLineAsync);
        Assert.Equal("one\ntwo\n\nthree", (await process.FinishAsync()).Expect(7).Output);
    }
}
