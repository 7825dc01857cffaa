using System.Text.Json;

namespace Lookalike.EndToEnd.Tests;

/// <summary>Results as pictures: on the terminal, on a page, on a sheet.</summary>
public sealed class SeenResultsTests(IndexedFolder made) : IClassFixture<IndexedFolder>
{
    private static readonly string[] Protocols = ["blocks", "kitty", "iterm", "sixel"];

    [Fact]
    public async Task Hits_are_shown_under_their_names_as_the_terminal_can()
    {
        string[] marks = ["\e[38;2;", "\e_Ga=T,f=100,", "\e]1337;File=inline=1;", "\eP0;1;0q"];
        for (int i = 0; i < Protocols.Length; i++)
        {
            string output = (await RunAsync("search", made.PathOf(3), "--top", "2", "--show-as", Protocols[i])).Expect(0).Output.ReplaceLineEndings("\n");
            Assert.Contains(marks[i], output, StringComparison.Ordinal);
            Assert.True(output.IndexOf("03.png", StringComparison.Ordinal) < output.IndexOf(marks[i], StringComparison.Ordinal), output);
            Assert.Matches("\n +03\\.png +#1  0\\.000 +#2  [0-9.]+\n$", output);
        }

        string plain = (await RunAsync("search", made.PathOf(3), "--top", "2", "--show")).Expect(0).Output;
        Assert.Contains("\e[38;2;", plain, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', (await RunAsync("search", made.PathOf(3), "--top", "2")).Expect(0).Output);
        Assert.Contains("--show is for people", (await RunAsync("search", made.PathOf(3), "--show", "--json")).Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_search_duplicates_and_evaluation_has_their_pictures_and_only_ours_is_replaced()
    {
        string page = made["page.html"], sheet = made["groups.png"];
        Outcome search = (await RunAsync("search", made.PathOf(3), made.PathOf(4), "--top", "2", "--html", page)).Expect(0);
        Assert.Contains($"Wrote {page}.", search.Error, StringComparison.Ordinal);
        Assert.Equal(6, Pictures(page));

        Outcome duplicates = (await RunAsync("duplicates", "--within", "5", "--html", page, "--montage", sheet, "--json")).Expect(0);
        Assert.Equal(duplicates.Json.GetProperty("groups").EnumerateArray().Sum(g => g.GetProperty("images").GetArrayLength()), Pictures(page));
        Assert.True(File.Exists(sheet));

        (await RunAsync("evaluate", "--html", page)).Expect(0);
        Assert.Contains("how often each is first", File.ReadAllText(page), StringComparison.Ordinal);

        File.WriteAllText(page, "<p>mine</p>");
        Assert.Contains("Will not overwrite", (await RunAsync("search", made.PathOf(3), "--html", page)).Expect(3).Error, StringComparison.Ordinal);
        Assert.Equal("<p>mine</p>", File.ReadAllText(page));
        (await RunAsync("search", made.PathOf(3), "--html", made["page.png"])).Expect(2);
    }

    [Fact]
    public async Task Sub_folders_are_classes_and_two_indexes_are_compared_without_their_models_being_named()
    {
        using var scratch = new Scratch();
        foreach (string part in (string[])["even", "odd"]) Directory.CreateDirectory(scratch[$"album/{part}"]);
        for (int i = 0; i < 12; i++) IndexedFolder.Draw(scratch[$"album/{(i % 2 == 0 ? "even" : "odd")}/{i}.png"], i, 96, 64);
        foreach (string name in (string[])["a.db", "b.db"])
            (await Lookalike.RunAsync("index", scratch["album"], "--model", made.Model, "--index", scratch[name])).Expect(0);

        string[] evaluate = ["evaluate", scratch["a.db"], "--labels", "folder"];
        JsonElement report = (await Lookalike.RunAsync([.. evaluate, "--json", "--montage", scratch["worst.png"], "--html", scratch["worst.html"]])).Expect(0).Json;
        Assert.Equal((12, 11), (report.GetProperty("queries").GetInt32(), report.GetProperty("database").GetInt32()));
        Assert.Equal([("even", 6), ("odd", 6)], report.GetProperty("classes").EnumerateArray().Select(c => (c.GetProperty("class").GetString()!, c.GetProperty("queries").GetInt32())));
        Assert.Equal(10, report.GetProperty("worst").GetArrayLength());
        Assert.Equal(90, Pictures(scratch["worst.html"]));
        Assert.True(File.Exists(scratch["worst.png"]));
        string text = (await Lookalike.RunAsync(evaluate)).Expect(0).Output.ReplaceLineEndings("\n");
        Assert.Matches("\nclass queries +mAP +P@10 +1-NN  first hits of other classes\neven +6 ", text);

        JsonElement compared = (await Lookalike.RunAsync("evaluate", scratch["a.db"], scratch["b.db"], "--labels", "folder", "--json")).Expect(0).Json;
        Assert.Equal(12, compared.GetProperty("firstHits").EnumerateObject().Sum(count => count.Value.GetInt32()));
        Assert.Equal(0, compared.GetProperty("firstHits").GetProperty("onlyFirst").GetInt32());

        // With changed copies a model is needed, which is looked for beside each index.
        Outcome without = (await Lookalike.RunAsync("evaluate", scratch["a.db"], scratch["b.db"])).Expect(4);
        Assert.Contains("is not beside it", without.Error, StringComparison.Ordinal);
        File.Copy(made.Model, scratch["some.onnx"]);
        string copies = (await Lookalike.RunAsync("evaluate", scratch["a.db"], scratch["b.db"])).Expect(0).Output.ReplaceLineEndings("\n");
        Assert.Matches("\nrecall@1 +([0-9.]+) +\\1 +0\\.000\n", copies);

        (await Lookalike.RunAsync("evaluate", scratch["a.db"], "--index", scratch["b.db"])).Expect(2);
        (await Lookalike.RunAsync("evaluate", "a", "b")).Expect(2);
    }

    private Task<Outcome> RunAsync(string command, params string[] arguments) => Lookalike.RunAsync(
        new Dictionary<string, string?> { ["COLORTERM"] = "truecolor" },
        [command, "--model", made.Model, "--index", made.Index, .. arguments]);

    private static int Pictures(string page) => File.ReadAllText(page).Split("data:image/webp;base64,").Length - 1;
}
