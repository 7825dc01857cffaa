namespace Lookalike.EndToEnd.Tests;

/// <summary>The commands that messages recommend, pasted into a shell.</summary>
public sealed class HintTests(IndexedFolder made) : IClassFixture<IndexedFolder>
{
    [Fact]
    public async Task Each_command_that_is_recommended_on_the_way_works_when_it_is_pasted_whatever_the_names()
    {
        using var scratch = new Scratch();
        string folder = Directory.CreateDirectory(scratch["my pictures, it's\n\"new\" $HOME"]).FullName, model = scratch["my model's.onnx"], index = scratch["my index.db"];
        for (int i = 0; i < 12; i++) File.Copy(made.PathOf(i), Path.Combine(folder, IndexedFolder.NameOf(i)));
        Outcome trained = (await Lookalike.RunAsync("train", folder, "--model", model, "--objective", "reconstruction", "--epochs", "1", "--size", "16")).Expect(0);
        Outcome indexed = (await PasteAsync(scratch, Command(trained.Error, "Next: "))).Expect(0);
        (await PasteAsync(scratch, Command(indexed.Error, "Next: "))).Expect(0);
        Assert.True(File.Exists(scratch["output/results.png"]));

        // An index of another model: the command that makes it anew.
        (await Lookalike.RunAsync("index", folder, "--model", made.Model, "--index", index)).Expect(0);
        foreach (string[] command in new[] { new[] { "search", made.PathOf(0) }, ["index", folder], ["evaluate"] })
        {
            Outcome refused = (await Lookalike.RunAsync([.. command, "--model", model, "--index", index])).Expect(4);
            Assert.Contains("--rebuild", Command(refused.Error, "with this one: "), StringComparison.Ordinal);
        }

        Outcome examined = (await Lookalike.RunAsync("doctor", "--model", model, "--index", index)).Expect(4);
        (await PasteAsync(scratch, Command(examined.Output, "with this one: "))).Expect(0);
        (await Lookalike.RunAsync("search", made.PathOf(0), "--model", model, "--index", index)).Expect(0);
    }

    [Fact]
    public async Task Nothing_is_recommended_where_it_would_not_work()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch["empty"]);
        Assert.DoesNotContain("Next:", (await Lookalike.RunAsync("index", scratch["empty"], "--model", made.Model, "--index", scratch["e.db"])).Expect(0).Error, StringComparison.Ordinal);
        Outcome missing = (await Lookalike.RunAsync("search", made.PathOf(0), "--model", made.Model, "--index", scratch["none.db"])).Expect(4);
        Assert.DoesNotContain("mnist", missing.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('<', missing.Error);
    }

    private static string Command(string text, string lead)
    {
        string line = text.Split('\n').Single(l => l.Contains($"{lead}lookalike ", StringComparison.Ordinal));
        return line[(line.IndexOf($"{lead}lookalike ", StringComparison.Ordinal) + lead.Length)..];
    }

    private static Task<Outcome> PasteAsync(Scratch scratch, string command) =>
        Lookalike.ShellAsync("cd \"$1\" && lookalike_program=\"$0\" exec bash -c \"lookalike() { \\\"\\$lookalike_program\\\" \\\"\\$@\\\"; }; $2\"", scratch.Folder, command);
}
