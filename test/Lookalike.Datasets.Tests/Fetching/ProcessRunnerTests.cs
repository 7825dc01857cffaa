using Lookalike.Datasets.Fetching;
using Lookalike.Datasets.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Lookalike.Datasets.Tests.Fetching;

public class ProcessRunnerTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(20); // for what hangs

    // Starts a child that would outlive its parent, tells its number, and waits for it.
    private const string Parent = "sleep 600 &\necho $! > child.tmp\nmv child.tmp child\nwait";

    [Fact]
    public async Task Much_output_does_not_block_the_program()
    {
        using Scratch folder = new();
        ProcessRunner runner = Runner(folder, "i=0; while [ $i -lt 3000 ]; do echo 'a line of some fifty characters on standard output'; echo 'and on standard error' >&2; i=$((i+1)); done; touch done");
        await runner.RunAsync("program", [], folder.Folder, Long, TestContext.Current.CancellationToken);
        Assert.True(File.Exists(folder["done"]));
    }

    [Fact]
    public async Task Arguments_arrive_as_they_are()
    {
        using Scratch folder = new();
        await Runner(folder, "printf '%s|' \"$@\" > arguments").RunAsync("program", ["a b", "$HOME", "\"c\""], folder.Folder, Long, TestContext.Current.CancellationToken);
        Assert.Equal("a b|$HOME|\"c\"|", File.ReadAllText(folder["arguments"]));
    }

    [Fact]
    public async Task A_program_that_waits_for_input_finds_its_end()
    {
        using Scratch folder = new();
        await Runner(folder, "cat > input").RunAsync("program", [], folder.Folder, Long, TestContext.Current.CancellationToken);
        Assert.Equal(string.Empty, File.ReadAllText(folder["input"]));
    }

    [Fact]
    public async Task A_program_that_is_not_on_the_path_is_named()
    {
        DatasetException e = await Assert.ThrowsAsync<DatasetException>(() => new ProcessRunner("/nowhere").RunAsync("program", [], "/", Long, TestContext.Current.CancellationToken));
        Assert.Contains("the program program was not found on PATH", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_cannot_start_is_reported()
    {
        using Scratch folder = new();
        File.WriteAllText(folder["program"], "not executable");
        DatasetException e = await Assert.ThrowsAsync<DatasetException>(() => new ProcessRunner(folder.Folder).RunAsync("program", [], folder.Folder, Long, TestContext.Current.CancellationToken));
        Assert.Contains("could not be started", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_end_of_a_long_error_is_reported()
    {
        using Scratch folder = new();
        ProcessRunner runner = Runner(folder, "i=0; while [ $i -lt 500 ]; do echo noise >&2; i=$((i+1)); done; echo the reason >&2; exit 3");
        DatasetException e = await Assert.ThrowsAsync<DatasetException>(() => runner.RunAsync("program", [], folder.Folder, Long, TestContext.Current.CancellationToken));
        Assert.EndsWith("the reason", e.Message, StringComparison.Ordinal);
        Assert.True(e.Message.Length < 600, e.Message);
    }

    [Fact]
    public async Task A_program_that_takes_too_long_is_stopped_with_its_children()
    {
        using Scratch folder = new();
        var clock = new FakeTimeProvider();
        Task run = Runner(folder, Parent, clock).RunAsync("program", [], folder.Folder, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await ChildStartsAsync(folder);

        clock.Advance(TimeSpan.FromSeconds(1));

        DatasetException e = await Assert.ThrowsAsync<DatasetException>(() => run);
        Assert.Contains("took longer than 1 s", e.Message, StringComparison.Ordinal);
        await AssertChildEndsAsync(folder);
    }

    [Fact]
    public async Task Cancelling_stops_a_program_with_its_children()
    {
        using Scratch folder = new();
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task run = Runner(folder, Parent).RunAsync("program", [], folder.Folder, Long, cancel.Token);
        await ChildStartsAsync(folder);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await AssertChildEndsAsync(folder);
    }

    private static ProcessRunner Runner(Scratch folder, string script, TimeProvider? clock = null) => new(new FakePrograms(folder).Add("program", script).SearchPath, clock);

    private static async Task ChildStartsAsync(Scratch folder)
    {
        while (!File.Exists(folder["child"])) await Task.Delay(10, TestContext.Current.CancellationToken);
    }

    // A killed child may stay as a zombie (state Z) where nobody collects it.
    private static async Task AssertChildEndsAsync(Scratch folder)
    {
        string status = $"/proc/{File.ReadAllText(folder["child"]).Trim()}/stat";
        while (File.Exists(status) && !File.ReadAllText(status).Contains(") Z ", StringComparison.Ordinal))
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }
}
