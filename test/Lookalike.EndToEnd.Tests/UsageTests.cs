namespace Lookalike.EndToEnd.Tests;

/// <summary>Command lines that are nearly right.</summary>
public sealed class UsageTests(IndexedFolder made) : IClassFixture<IndexedFolder>
{
    [Theory]
    [InlineData("Did you mean --top?", "search", "photo.jpg", "--topp", "5")]
    [InlineData("Did you mean --help?", "search", "--hlep")]
    [InlineData("Did you mean: lookalike search", "serch", "photo.jpg")]
    [InlineData("one of find, libraries, data, train, augment, model, index, search, duplicates, evaluate, export, embed, doctor, serve, demo, completion", "dance")]
    [InlineData("--within: 0,05 is no number; write 0.05", "search", "photo.jpg", "--within", "0,05")]
    [InlineData("--learning-rate: 0,01 is no number; write 0.01", "train", "mnist", "--learning-rate", "0,01")]
    [InlineData("--latent must be 1 to 1024, found 100000", "train", "mnist", "--latent", "100000")]
    [InlineData("--budget: 5 has no unit; write 5s or 5m", "train", "mnist", "--budget", "5")]
    [InlineData("--rounds is for objectives that have rounds (neighbourhood), found --objective contrastive", "train", "mnist", "--objective", "contrastive", "--rounds", "3")]
    [InlineData("--flip is for objectives that learn from changed copies", "train", "mnist", "--objective", "reconstruction", "--flip", "0.5")]
    [InlineData("found an empty one", "search", "")]
    public async Task What_is_nearly_right_is_told_with_what_would_be(string remedy, params string[] arguments)
    {
        Outcome outcome = (await Lookalike.RunAsync(arguments)).Expect(2);
        Assert.StartsWith("lookalike: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(remedy, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task Help_comes_by_its_name_and_where_nothing_is_said()
    {
        string help = (await Lookalike.RunAsync("--help")).Expect(0).Output, search = (await Lookalike.RunAsync("search", "--help")).Expect(0).Output;
        Assert.Equal(help, (await Lookalike.RunAsync("help")).Expect(0).Output);
        Assert.Equal(search, (await Lookalike.RunAsync("help", "search")).Expect(0).Output);
        Outcome bare = (await Lookalike.RunAsync()).Expect(2);
        Assert.Equal(help, bare.Error);
        Assert.Empty(bare.Output);
    }

    [Fact]
    public async Task Pictures_that_stand_where_a_command_should_are_searched_for()
    {
        string[] options = ["--top", "2", "--model", made.Model, "--index", made.Index];
        string found = (await Lookalike.RunAsync(["search", made.PathOf(0), made.PathOf(1), .. options])).Expect(0).Output;
        Assert.Equal(found, (await Lookalike.RunAsync([made.PathOf(0), made.PathOf(1), .. options])).Expect(0).Output);
        Assert.Contains("lookalike find", (await Lookalike.RunAsync(made.Folder)).Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_has_a_short_name() =>
        Assert.Equal((await Lookalike.RunAsync("--version")).Expect(0).Output, (await Lookalike.RunAsync("-V")).Expect(0).Output);

    [Theory]
    [InlineData("@alice.png", "@alice.png")]
    [InlineData("-x.png", "--", "-x.png")]
    [InlineData("y z.png", "file://localhost/FOLDER/y%20z.png")]
    [InlineData("y z.png", "file:///FOLDER/y%20z.png")]
    public async Task A_name_is_taken_as_it_is_meant(string name, params string[] arguments)
    {
        using var scratch = new Scratch();
        File.Copy(made.PathOf(2), scratch[name]);
        File.WriteAllText(scratch["alice.png"], "--version");
        Outcome outcome = await Lookalike.ShellAsync(
            "cd \"$1\" && shift && exec \"$0\" search --top 1 \"$@\"",
            [scratch.Folder, "--model", made.Model, "--index", made.Index, .. arguments.Select(a => a.Replace("/FOLDER", scratch.Folder, StringComparison.Ordinal))]);
        Assert.Contains($"pictures/{IndexedFolder.NameOf(2)}", outcome.Expect(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.com/a.png", "nothing is fetched")]
    [InlineData("'photo.jpg'", "the quotes would be part of the name")]
    public async Task What_is_no_path_is_refused_by_every_command_that_takes_one(string text, string reason)
    {
        foreach (string command in new[] { "search", "index", "train", "evaluate", "augment" })
            Assert.Contains(reason, (await Lookalike.RunAsync(command, text, command == "augment" ? "--sheet" : "--model", made[command == "augment" ? "sheet.png" : "m.onnx"])).Expect(3).Error, StringComparison.Ordinal);
    }
}
