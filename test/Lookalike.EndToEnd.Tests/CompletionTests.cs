namespace Lookalike.EndToEnd.Tests;

/// <summary>What the shells are told to complete, and bash as it completes with it.</summary>
public sealed class CompletionTests(IndexedFolder made) : IClassFixture<IndexedFolder>
{
    [Theory]
    [InlineData("lookalike se", "search,serve")]
    [InlineData("lookalike search --metr", "--metric")]
    [InlineData("lookalike search --metric ", "cosine,euclidean")]
    [InlineData("lookalike search --metric c", "cosine")]
    [InlineData("lookalike completion ", "bash,fish,powershell,zsh")]
    [InlineData("lookalike search pho", "")]
    [InlineData("lookalike search --json ", "")]
    [InlineData("lookalike compl", "completion")]
    public async Task Commands_options_and_words_are_completed_and_names_of_files_are_left_to_the_shell(string line, string words) =>
        Assert.Equal(words.Split(',', StringSplitOptions.RemoveEmptyEntries), await CompleteAsync(line));

    [Fact]
    public async Task Keys_are_completed_from_the_index_that_the_line_names_a_folder_at_a_time()
    {
        Assert.Equal(["pictures/"], await CompleteAsync($"lookalike search --index {made.Index} --key "));
        string[] keys = await CompleteAsync($"lookalike search --index {made.Index} --key pictures/0");
        Assert.Equal(Enumerable.Range(0, 10).Select(made.KeyOf), keys);
        await File.WriteAllTextAsync(made["foreign.db"], "somebody's", TestContext.Current.CancellationToken);
        foreach (string name in (string[])["none.db", "foreign.db"]) Assert.Empty(await CompleteAsync($"lookalike search --index {made[name]} --key "));
        Assert.False(File.Exists(made["none.db"]));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task A_shell_takes_its_script(string shell)
    {
        string? program = ProgramOnPath.Find(shell);
        Assert.SkipWhen(program is null, $"{shell} is not on this machine, so its script was not run.");
        string script = made[$"script.{shell}"];
        await File.WriteAllTextAsync(script, (await Lookalike.RunAsync("completion", shell)).Expect(0).Output, TestContext.Current.CancellationToken);
        Outcome read = await ChildProcess.RunAsync(program, shell == "fish" ? ["--no-execute", script] : ["-n", script]);
        Assert.True(read.ExitCode == 0 && read.Error.Length == 0, read.Error);
    }

    [Fact]
    public async Task In_bash_words_and_keys_with_spaces_appear_at_the_tab_key()
    {
        string? bash = ProgramOnPath.Find("bash");
        Assert.SkipWhen(bash is null, "bash is not on this machine, so its completion was not run.");
        string folder = Directory.CreateDirectory(made["my pictures"]).FullName;
        File.Copy(made.PathOf(0), Path.Combine(folder, "a b.png"), overwrite: true);
        string index = await made.IndexAsync(folder);
        const string Script = """
            source <("$PROGRAM" completion bash)
            lookalike() { "$PROGRAM" "$@"; }
            compopt() { :; }
            COMP_LINE=$LINE COMP_POINT=${#LINE}
            _lookalike
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        foreach ((string line, string expected) in ((string, string)[])[("lookalike search --mat", "--match"), ($"lookalike search --index \"{index}\" --key my", "my\\ pictures/")])
        {
            Outcome completed = await ChildProcess.RunAsync(bash, ["-c", Script], new Dictionary<string, string?> { ["PROGRAM"] = Lookalike.Path, ["LINE"] = line });
            Assert.Equal((expected, ""), (completed.Output.Trim(), completed.Error));
        }
    }

    private static async Task<string[]> CompleteAsync(string line) =>
        (await Lookalike.RunAsync("complete", "--", line)).Expect(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
