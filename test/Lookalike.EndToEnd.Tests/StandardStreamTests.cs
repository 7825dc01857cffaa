namespace Lookalike.EndToEnd.Tests;

/// <summary>Standard input, output and error that are closed, full, endless, or no longer read.</summary>
public sealed class StandardStreamTests(IndexedFolder made) : IClassFixture<IndexedFolder>
{
    [Theory]
    [InlineData(">/dev/full", "no space left where standard output goes")]
    [InlineData(">&-", "Standard output is closed")]
    public async Task Results_that_cannot_be_printed_are_no_success(string redirection, string reason)
    {
        Outcome outcome = (await SearchAsync(redirection)).Expect(3);
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
        Assert.EndsWith("only what it prints is lost.\n", outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(reason, (await Lookalike.ShellAsync($"exec \"$0\" --version {redirection}")).Expect(3).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(">/dev/full 2>/dev/full")]
    [InlineData(">&- 2>&-")]
    public async Task Nothing_that_can_be_written_leaves_the_exit_code(string redirection) => (await SearchAsync(redirection)).Expect(3);

    [Theory]
    [InlineData("2>/dev/full")]
    [InlineData("2>&-")]
    public async Task A_fault_that_cannot_be_told_leaves_the_exit_code(string redirection)
    {
        (await Lookalike.ShellAsync($"exec \"$0\" search gone.png --model \"$1\" --index \"$2\" {redirection}", made.Model, made.Index)).Expect(3);
        (await Lookalike.ShellAsync($"exec \"$0\" search --topp 5 {redirection}")).Expect(2);
        Assert.Contains(IndexedFolder.NameOf(0), (await SearchAsync(redirection)).Expect(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2>/dev/full")]
    [InlineData("2>&-")]
    public async Task Training_and_indexing_go_on_where_nothing_can_be_told(string redirection)
    {
        string model = made[$"{redirection.Length}.onnx"], index = made[$"{redirection.Length}.db"];
        (await Lookalike.ShellAsync(
            $"exec \"$0\" train \"$1\" --model \"$2\" --objective reconstruction --epochs 2 --batch-size 8 --latent 8 --size 16 --threads 1 {redirection}", made.Folder, model)).Expect(0);
        (await Lookalike.ShellAsync($"exec \"$0\" index \"$1\" --model \"$2\" --index \"$3\" {redirection}", made.Folder, model, index)).Expect(0);
        (await Lookalike.RunAsync("search", made.PathOf(0), "--model", model, "--index", index)).Expect(0);
    }

    [Fact]
    public async Task A_pipe_that_is_no_longer_read_ends_the_results_in_silence()
    {
        Outcome outcome = await Lookalike.ShellAsync(
            "{ \"$0\" search --key \"$3\" --top 20 --model \"$1\" --index \"$2\"; echo \"code $?\" >&2; } | head -1", made.Model, made.Index, made.KeyOf(0));
        Assert.Equal($"{made.KeyOf(0)}\n", outcome.Expect(0).Output);
        Assert.Equal("code 0\n", outcome.Error);
    }

    [Theory]
    [InlineData("search - --model \"$1\" --index \"$2\"")]
    [InlineData("index - --model \"$1\" --index \"$3\"")]
    [InlineData("train - --model \"$4\"")]
    public async Task A_closed_standard_input_is_told_at_once(string command)
    {
        Outcome outcome = await Lookalike.ShellAsync($"exec \"$0\" {command} <&-", made.Model, made.Index, made["closed.db"], made["closed.onnx"]);
        Assert.Contains("Standard input is closed", outcome.Expect(3).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_begins_no_picture_is_refused_without_waiting_for_its_end()
    {
        Outcome outcome = await Lookalike.ShellAsync("yes | \"$0\" search - --model \"$1\" --index \"$2\"", made.Model, made.Index);
        Assert.Contains("790A790A", outcome.Expect(3).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_without_an_end_is_refused()
    {
        Outcome outcome = await Lookalike.ShellAsync("yes | tr -d '\\n' | \"$0\" index - --model \"$1\" --index \"$2\"", made.Model, made["endless.db"]);
        Assert.Contains("longer than any path", outcome.Expect(3).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(made["endless.db"]));
    }

    [Fact]
    public async Task A_picture_from_another_program_is_read_as_a_shell_hands_it_over()
    {
        string script = "exec \"$0\" search <(cat \"$3\") --top 1 --model \"$1\" --index \"$2\"";
        Outcome outcome = await Lookalike.ShellAsync("exec bash -c \"$4\" \"$0\" \"$1\" \"$2\" \"$3\"", made.Model, made.Index, made.PathOf(3), script);
        Assert.Contains($"pictures/{IndexedFolder.NameOf(3)}", outcome.Expect(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/zero", "a device")]
    [InlineData("/dev/full", "a device")]
    [InlineData("pipe", "a named pipe")]
    [InlineData(".", "a folder")]
    public async Task What_is_no_file_is_refused_by_its_kind_and_not_opened(string path, string kind)
    {
        if (path == "pipe") (await Lookalike.ShellAsync("[ -p \"$1\" ] || mkfifo \"$1\"", path = made["pipe"])).Expect(0);
        Outcome outcome = (await Lookalike.RunAsync("search", path, "--model", made.Model, "--index", made.Index)).Expect(3);
        Assert.Contains($"found {kind}", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_descriptors_are_told_before_anything_fails_for_want_of_them()
    {
        Outcome outcome = await Lookalike.ShellAsync("ulimit -n 100; exec \"$0\" search \"$3\" --model \"$1\" --index \"$2\"", made.Model, made.Index, made.PathOf(0));
        Assert.Contains("ulimit -n 1024", outcome.Expect(1).Error, StringComparison.Ordinal);
        (await Lookalike.ShellAsync("ulimit -n 160; exec \"$0\" search \"$3\" --model \"$1\" --index \"$2\"", made.Model, made.Index, made.PathOf(0))).Expect(0);
    }

    private Task<Outcome> SearchAsync(string redirection) =>
        Lookalike.ShellAsync($"exec \"$0\" search --key \"$3\" --model \"$1\" --index \"$2\" {redirection}", made.Model, made.Index, made.KeyOf(0));
}
