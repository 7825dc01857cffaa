using System.Text.Json;

namespace Lookalike.EndToEnd.Tests;

/// <summary>Names that a terminal would obey, or that pretend to be lines of the program.</summary>
public sealed class NameTests(IndexedFolder made) : IClassFixture<IndexedFolder>
{
    private static readonly string[] Hostile =
    [
        "a\nlookalike: fake line.png",
        "b\r\nlookalike: fake line.png",
        "c\u001b[2J\u001b]52;c;aGk=\u0007.png",
        "d\u009d0;title\u009c\u0085.png",
        "e\u202Egnp.exe\u2066\u200F\u061C.png",
        "f\u2028lookalike: fake line\u2029.png",
        "@g 'quoted' \"$HOME\".png",
    ];

    [Fact]
    public async Task Names_are_shown_and_never_obeyed_in_whatever_is_printed()
    {
        using var scratch = new Scratch();
        string folder = Directory.CreateDirectory(scratch["names"]).FullName, index = scratch["n.db"];
        for (int i = 0; i < Hostile.Length; i++) File.Copy(made.PathOf(i), Path.Combine(folder, Hostile[i]));
        File.WriteAllText(Path.Combine(folder, "broken\nlookalike: fake line.png"), "no picture");
        string[] options = ["--model", made.Model, "--index", index];

        Check(await Lookalike.RunAsync(["index", folder, .. options, "--dry-run"]), 5);
        Check(await Lookalike.RunAsync(["index", folder, .. options]), 5);
        Check(await Lookalike.RunAsync(["search", Path.Combine(folder, Hostile[0]), .. options]), 0);
        Check(await Lookalike.RunAsync(["search", "gone\nlookalike: fake line.png", .. options]), 3);
        Check(await Lookalike.RunAsync(["search", "--key", "gone\nlookalike: fake line.png", .. options]), 3);
        Check(await Lookalike.RunAsync(["search", "--gone\nlookalike: fake line", .. options]), 2);
        Check(await Lookalike.RunAsync(["search", Path.Combine(folder, Hostile[2]), "--montage", scratch["m\n\u001b[2J.png"], .. options]), 0);
        Check(await Lookalike.RunAsync(["evaluate", "gone\nlookalike: fake line", .. options]), 3);
        Check(await Lookalike.RunAsync(["train", folder, "--model", scratch["t\nlookalike: fake line.onnx"], "--objective", "reconstruction", "--epochs", "1", "--size", "16"]), 5);
        Check(await Lookalike.RunAsync("duplicates", "--index", index), 0);
        File.Delete(Path.Combine(folder, Hostile[0]));
        Check(await Lookalike.RunAsync(["doctor", .. options]), 5);
        Check(await Lookalike.RunAsync("gone\nlookalike: fake line"), 2);
        Check(await Lookalike.RunAsync("data", "fetch", "gone\nlookalike: fake line"), 3);
    }

    [Fact]
    public async Task Json_has_the_very_names()
    {
        using var scratch = new Scratch();
        string picture = scratch[Hostile[2]];
        File.Copy(made.PathOf(1), picture);
        JsonElement query = (await Lookalike.RunAsync("search", picture, "--model", made.Model, "--index", made.Index, "--json")).Expect(0).Json.GetProperty("queries")[0];
        Assert.Equal(picture, query.GetProperty("query").GetString());
    }

    [Fact]
    public async Task Paths_with_line_ends_go_in_and_out_with_NULs()
    {
        using var scratch = new Scratch();
        string folder = Directory.CreateDirectory(scratch["names"]).FullName;
        foreach (string name in Hostile) File.Copy(made.PathOf(1), Path.Combine(folder, name));
        Outcome indexed = await Lookalike.ShellAsync(
            "find \"$3\" -type f -print0 | \"$0\" index - --null --model \"$1\" --index \"$2\" --json", made.Model, scratch["n.db"], folder);
        Assert.Equal(Hostile.Length, indexed.Expect(0).Json.GetProperty("encoded").GetInt32());

        Outcome hits = (await Lookalike.RunAsync("search", made.PathOf(1), "-0", "--model", made.Model, "--index", scratch["n.db"])).Expect(0);
        Assert.Equal(Hostile.Select(name => Path.Combine(folder, name)).Order(StringComparer.Ordinal), hits.Output.Split('\0')[..^1].Order(StringComparer.Ordinal));
        Outcome superfluous = (await Lookalike.RunAsync("duplicates", "--print0", "--within", "0.001", "--index", scratch["n.db"])).Expect(0);
        Assert.Equal(Hostile.Length - 1, superfluous.Output.Count(c => c == '\0'));
        Assert.EndsWith("\0", superfluous.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_ends_its_names_with_NULs_is_told_how_to_be_read()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["list"], "a.png\0b.png\0");
        foreach (string command in new[] { "index", "train" })
            Assert.Contains("--null", (await Lookalike.RunAsync(command, "--list", scratch["list"], "--model", made.Model)).Expect(3).Error, StringComparison.Ordinal);
    }

    private static void Check(Outcome outcome, int code)
    {
        string all = outcome.Expect(code).Output + outcome.Error;
        Assert.DoesNotContain(all, c => (char.IsControl(c) && c != '\n') || c is '\u202E' or '\u2066' or '\u200F' or '\u061C' or '\u2028' or '\u2029');
        Assert.DoesNotContain(all.Split('\n'), line => line.TrimStart().StartsWith("lookalike: fake", StringComparison.Ordinal));
    }
}
