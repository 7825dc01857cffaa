using System.Text.Json;
using NetVips;

namespace Lookalike.EndToEnd.Tests;

/// <summary>Asking an index of a folder of pictures.</summary>
public sealed class FolderSearchTests(IndexedFolder made) : IClassFixture<IndexedFolder>
{
    [Fact]
    public async Task Every_indexed_picture_finds_itself_first()
    {
        string[] paths = [.. Enumerable.Range(0, IndexedFolder.Count).Select(made.PathOf)];
        JsonElement[] queries = [.. (await SearchAsync([.. paths, "--top", "3", "--json"])).Expect(0).Json.GetProperty("queries").EnumerateArray()];

        Assert.Equal(paths, queries.Select(q => q.GetProperty("query").GetString()));
        for (int i = 0; i < paths.Length; i++)
        {
            JsonElement first = queries[i].GetProperty("hits")[0];
            Assert.Equal(($"pictures/{IndexedFolder.NameOf(i)}", paths[i]), (first.GetProperty("key").GetString(), first.GetProperty("path").GetString()));
            Assert.InRange(first.GetProperty("distance").GetDouble(), 0, 1e-4);
        }
    }

    [Fact]
    public async Task Text_names_the_path_of_each_hit_from_where_one_stands()
    {
        string[] search = ["search", "--model", made.Model, "--index", made.Index, made.PathOf(3), "--top", "1"];
        string output = (await ChildProcess.RunAsync(Lookalike.Path, search, folder: made.Folder)).Expect(0).Output.ReplaceLineEndings("\n");
        Assert.Matches($"^{made.PathOf(3)}\n    1 +0\\.0000  03\\.png\n$", output);
    }

    [Fact]
    public async Task A_query_that_cannot_be_read_is_named_and_does_not_end_the_others()
    {
        using var scratch = new Scratch();
        string broken = scratch["broken.png"], missing = scratch["missing.png"];
        File.WriteAllBytes(broken, File.ReadAllBytes(made.PathOf(0))[..200]);
        string[] pictures = [broken, made.PathOf(2), missing];

        Outcome outcome = (await SearchAsync([.. pictures, "--key", made.KeyOf(4), "--top", "1", "--json"])).Expect(5);
        Assert.Equal([made.PathOf(2), made.KeyOf(4)], outcome.Json.GetProperty("queries").EnumerateArray().Select(q => q.GetProperty("query").GetString()));
        Assert.Equal(
            [(broken, "broken"), (missing, "missing")],
            outcome.Json.GetProperty("failures").EnumerateArray().Select(f => (f.GetProperty("path").GetString()!, f.GetProperty("fault").GetString()!)));
        foreach (string path in (string[])[broken, missing]) Assert.Contains($"'{path}'", outcome.Error, StringComparison.Ordinal);

        // Where nothing else is searched for, or each query is made with it, it ends the search.
        (await SearchAsync(broken, missing)).Expect(3);
        (await SearchAsync(broken, made.PathOf(2), "--mean")).Expect(3);
        (await SearchAsync(made.PathOf(1), made.PathOf(2), "--not", broken)).Expect(3);
    }

    [Fact]
    public async Task A_montage_shows_each_query_that_could_be_read()
    {
        using var scratch = new Scratch();
        string montage = scratch["montage.png"];
        (await SearchAsync(scratch["missing.png"], made.PathOf(2), made.PathOf(3), "--montage", montage)).Expect(5);
        string whole = scratch["whole.png"];
        (await SearchAsync(made.PathOf(2), made.PathOf(3), "--montage", whole)).Expect(0);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(montage));
    }

    [Fact]
    public async Task A_copy_that_lies_on_its_side_finds_its_original()
    {
        // JPEG, larger, and stored as a camera held upright would.
        string copy = IndexedFolder.Draw(made["turned.jpg"], 7, 480, 320, orientation: 6);
        Assert.Equal("pictures/07.png", await FirstAsync(copy));
    }

    [Fact]
    public async Task A_part_of_a_picture_finds_what_it_shows()
    {
        // Two pictures side by side, lying on their side: the part is counted in the upright picture.
        string sheet = made["sheet.png"];
        using (Image left = IndexedFolder.Picture(2, 240, 160))
        using (Image right = IndexedFolder.Picture(11, 240, 160))
        using (Image joined = left.Join(right, Enums.Direction.Horizontal))
        using (Image stored = joined.Rot270())
        {
            stored.Mutate(m => m.Set(GValue.GIntType, "orientation", 6)).WriteToFile(sheet);
        }

        Assert.Equal("pictures/02.png", await FirstAsync(sheet, "--crop", "0,0,240,160"));
        Assert.Equal("pictures/11.png", await FirstAsync("--query", sheet, "--crop", "240,0,240,160"));
        string outside = (await SearchAsync(sheet, "--crop", "300,0,240,160")).Expect(3).Error;
        Assert.Contains("480 x 160", outside, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.png", "--crop", "1,2,3")]
    [InlineData("a.png", "--crop", "1,2,3,0")]
    [InlineData("a.png", "--crop", "-1,2,3,4")]
    [InlineData("a.png", "--crop", "some")]
    [InlineData("a.png", "b.png", "--crop", "0,0,2,2")]
    [InlineData("--key", "a", "--crop", "0,0,2,2")]
    [InlineData("--sample", "2", "--crop", "0,0,2,2")]
    [InlineData("a.png", "--sample", "2")]
    [InlineData("-", "-")]
    [InlineData("-", "--query", "-")]
    public async Task What_makes_no_sense_together_ends_with_2(params string[] arguments)
    {
        Outcome outcome = (await Lookalike.RunAsync(["search", .. arguments])).Expect(2);
        Assert.StartsWith("lookalike: ", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task A_picture_from_standard_input_is_named_by_a_dash_alone()
    {
        Outcome outcome = (await Lookalike.ShellAsync(
            "exec \"$0\" search - --model \"$1\" --index \"$2\" --montage \"$4\" --json < \"$3\"", made.Model, made.Index, made.PathOf(5), made["standard.png"])).Expect(0);
        JsonElement query = outcome.Json.GetProperty("queries")[0];
        Assert.Equal("standard input", query.GetProperty("query").GetString());
        Assert.Equal("pictures/05.png", query.GetProperty("hits")[0].GetProperty("key").GetString());
        Assert.True(File.Exists(made["standard.png"]));
    }

    [Fact]
    public async Task Drawn_queries_are_indexed_pictures_and_none_of_their_own_hits()
    {
        string montage = made["drawn.png"];
        JsonElement[] queries = [.. (await SearchAsync("--sample", "4", "--top", "5", "--montage", montage, "--json")).Expect(0).Json.GetProperty("queries").EnumerateArray()];

        Assert.Equal(4, queries.Select(q => q.GetProperty("query").GetString()).Distinct().Count());
        foreach (JsonElement query in queries)
        {
            string[] hits = [.. query.GetProperty("hits").EnumerateArray().Select(h => h.GetProperty("key").GetString()!)];
            Assert.Equal(5, hits.Length);
            Assert.DoesNotContain(query.GetProperty("query").GetString(), hits);
        }

        // Five hits of 160 pixels beside the query, not of the 32 that the model takes.
        Assert.True(Png.SizeOf(montage).Width > 6 * 160);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_a_tile_that_says_so()
    {
        string folder = CopyOf("fewer", [0, 1, 2]), index = await made.IndexAsync(folder), montage = made["fewer.png"];
        File.Delete(Path.Combine(folder, IndexedFolder.NameOf(1)));

        Outcome outcome = (await Lookalike.RunAsync("search", made.PathOf(0), "--model", made.Model, "--index", index, "--montage", montage)).Expect(0);

        Assert.Contains(Path.Combine(folder, "01.png"), outcome.Error, StringComparison.Ordinal);
        Assert.Contains("fewer/01.png", outcome.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(montage));
    }

    [Fact]
    public async Task Duplicates_need_no_model_and_the_largest_is_the_one_to_keep()
    {
        string folder = CopyOf("copies", [0, 1, 2, 3]);
        IndexedFolder.Draw(Path.Combine(folder, "small.png"), 2, 48, 32);
        IndexedFolder.Draw(Path.Combine(folder, "large.png"), 2, 192, 128);
        string index = await made.IndexAsync(folder);

        JsonElement report = (await Lookalike.RunAsync("duplicates", "--index", index, "--within", "0.15", "--json")).Expect(0).Json;
        JsonElement group = Assert.Single(report.GetProperty("groups").EnumerateArray(), g => g.GetProperty("keep").GetString() == "copies/large.png");
        JsonElement[] images = [.. group.GetProperty("images").EnumerateArray()];
        Assert.Equal(["copies/02.png", "copies/large.png", "copies/small.png"], images.Select(i => i.GetProperty("key").GetString()));
        Assert.Equal([(96, 64), (192, 128), (48, 32)], images.Select(i => (i.GetProperty("width").GetInt32(), i.GetProperty("height").GetInt32())));
        Assert.Equal(new FileInfo(Path.Combine(folder, "large.png")).Length, images[1].GetProperty("size").GetInt64());
        Assert.Equal(Path.Combine(folder, "large.png"), images[1].GetProperty("path").GetString());
        Assert.Equal(File.GetLastWriteTimeUtc(Path.Combine(folder, "large.png")), images[1].GetProperty("modified").GetDateTimeOffset().UtcDateTime);

        string text = (await Lookalike.RunAsync("duplicates", "--index", index, "--model", made.Model, "--within", "0.15")).Expect(0).Output.ReplaceLineEndings("\n");
        Assert.Matches(@"\n  keep  +[^ ]*copies/large\.png  192 x 128  [\d,]+ bytes  \d{4}-\d\d-\d\d  \(most pixels\)\n", text);
    }

    [Fact]
    public async Task A_folder_is_measured_by_changed_copies_of_its_pictures()
    {
        string[] evaluate = ["evaluate", "--model", made.Model, "--index", made.Index];
        Outcome named = (await Lookalike.RunAsync([.. evaluate, made.Folder, "--json"])).Expect(0), all = (await Lookalike.RunAsync([.. evaluate, "--json"])).Expect(0);

        JsonElement free = named.Json.GetProperty("labelFree");
        Assert.Equal((IndexedFolder.Count, IndexedFolder.Count), (free.GetProperty("queries").GetInt32(), free.GetProperty("database").GetInt32()));
        Assert.Equal(["rawPixels", "histogram", "randomProjection", "untrainedEncoder", "perceptualHash", "differenceHash"], free.GetProperty("baselines").EnumerateObject().Select(b => b.Name));
        Assert.Equal(free.GetProperty("recallAt1").GetDouble(), all.Json.GetProperty("labelFree").GetProperty("recallAt1").GetDouble());
        Assert.Equal("24 images are too few to judge the model by: expected at least 30.", free.GetProperty("verdict").GetString());
        Assert.Contains("24 images are too few", (await Lookalike.RunAsync(evaluate)).Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains(made.Folder, (await Lookalike.RunAsync([.. evaluate, made[""]])).Expect(4).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_that_are_gone_or_changed_are_left_out_of_the_measurement_and_named()
    {
        string folder = CopyOf("changing", [0, 1, 2, 3, 4]), index = await made.IndexAsync(folder);
        string[] evaluate = ["evaluate", folder, "--model", made.Model, "--index", index, "--json"];
        IndexedFolder.Draw(Path.Combine(folder, "01.png"), 20, 96, 64);

        Outcome changed = (await Lookalike.RunAsync(evaluate)).Expect(0);
        Assert.Equal(4, changed.Json.GetProperty("labelFree").GetProperty("database").GetInt32());
        Assert.Contains("1 picture has changed", changed.Error, StringComparison.Ordinal);
        Assert.Contains("01.png", changed.Error, StringComparison.Ordinal);

        File.Delete(Path.Combine(folder, "02.png"));
        Outcome gone = (await Lookalike.RunAsync(evaluate)).Expect(5);
        JsonElement failure = Assert.Single(gone.Json.GetProperty("labelFree").GetProperty("failures").EnumerateArray());
        Assert.Equal(Path.Combine(folder, "02.png"), failure.GetProperty("path").GetString());
        Assert.Contains("02.png", gone.Error, StringComparison.Ordinal);
    }

    private Task<Outcome> SearchAsync(params string[] arguments) => Lookalike.RunAsync(["search", .. arguments, "--model", made.Model, "--index", made.Index]);

    private async Task<string?> FirstAsync(params string[] arguments) =>
        (await SearchAsync([.. arguments, "--top", "1", "--json"])).Expect(0).Json.GetProperty("queries")[0].GetProperty("hits")[0].GetProperty("key").GetString();

    /// <summary>A folder of its own with some of the pictures.</summary>
    private string CopyOf(string name, int[] pictures)
    {
        string folder = Directory.CreateDirectory(made[name]).FullName;
        foreach (int picture in pictures) File.Copy(made.PathOf(picture), Path.Combine(folder, IndexedFolder.NameOf(picture)));
        return folder;
    }
}
