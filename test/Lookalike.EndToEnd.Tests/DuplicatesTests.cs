using System.Text.Json;
using Lookalike.Datasets.Idx;
using Lookalike.Imaging;

namespace Lookalike.EndToEnd.Tests;

public sealed class DuplicatesTests(TrainedIndex made) : IClassFixture<TrainedIndex>
{
    private const int Pixels = DrawnDataset.Size * DrawnDataset.Size;

    [Fact]
    public async Task Planted_copies_are_found_with_the_first_one_to_keep_in_json_and_in_text()
    {
        using var scratch = new Scratch();
        string[] run = await PlantAsync(scratch, copies: [(10, 3), (200, 3), (50, 40)]);

        JsonElement report = (await Lookalike.RunAsync([.. run, "--within", "0.00001", "--json"])).Expect(0).Json;
        Assert.Equal(1, report.GetProperty("schemaVersion").GetInt32());
        Assert.Equal(DrawnDataset.TrainCount, report.GetProperty("images").GetInt32());
        Assert.Equal("given", report.GetProperty("withinRule").GetString());
        Assert.Equal(2, report.GetProperty("groupCount").GetInt32());
        Assert.Equal(3, report.GetProperty("superfluous").GetInt32());
        JsonElement[] groups = [.. report.GetProperty("groups").EnumerateArray()];
        Assert.Equal([["00003", "00010", "00200"], ["00040", "00050"]], groups.Select(g => g.GetProperty("images").EnumerateArray().Select(i => i.GetProperty("key").GetString()![^5..])));
        Assert.Equal(["00003", "00040"], groups.Select(g => g.GetProperty("keep").GetString()![^5..]));

        Assert.Equal(["key", "key"], groups.Select(g => g.GetProperty("keepReason").GetString()));

        string text = (await Lookalike.RunAsync([.. run, "--within", "0.00001", "--top-groups", "1"])).Expect(0).Output.ReplaceLineEndings("\n");
        Assert.StartsWith("2 groups of near-identical images among 320: 3 more than needed", text, StringComparison.Ordinal);
        Assert.Matches("\n  keep  +[^ ]+/train/00003  label 1  \\(first by name\\)\n +[0-9.]+  [^ ]+/train/00010", text);
        Assert.DoesNotContain("00040", text, StringComparison.Ordinal);
        Assert.EndsWith("and 1 smaller group\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_distance_it_says_which_one_it_chose_and_how_and_finds_the_copies()
    {
        using var scratch = new Scratch();
        string[] run = await PlantAsync(scratch, copies: [(10, 3), (50, 40)]);
        JsonElement report = (await Lookalike.RunAsync([.. run, "--json"])).Expect(0).Json;
        Assert.Contains("median", report.GetProperty("withinRule").GetString(), StringComparison.Ordinal);
        Assert.True(report.GetProperty("within").GetDouble() >= 1e-6);
        string[][] groups = [.. report.GetProperty("groups").EnumerateArray().Select(g => g.GetProperty("images").EnumerateArray().Select(i => i.GetProperty("key").GetString()![^5..]).ToArray())];
        Assert.Contains(groups, g => g.Contains("00003") && g.Contains("00010"));
        Assert.Contains(groups, g => g.Contains("00040") && g.Contains("00050"));
    }

    [Theory]
    [InlineData("0.02")]
    [InlineData("0.2")]
    [InlineData("2")]
    public async Task No_image_is_printed_further_from_the_one_to_keep_than_near_identical_images_are(string within)
    {
        JsonElement report = (await Lookalike.RunAsync("duplicates", "--index", made.Index, "--within", within, "--json")).Expect(0).Json;
        double maximum = report.GetProperty("within").GetDouble();
        JsonElement[] images = [.. report.GetProperty("groups").EnumerateArray().SelectMany(g => g.GetProperty("images").EnumerateArray())];
        Assert.All(images, i => Assert.InRange(i.GetProperty("distance").GetDouble(), 0, maximum));
        Assert.Equal(images.Length - report.GetProperty("groupCount").GetInt32(), report.GetProperty("superfluous").GetInt32());
    }

    [Fact]
    public async Task An_index_without_copies_has_no_group_and_ends_with_0()
    {
        Outcome outcome = (await Lookalike.RunAsync("duplicates", "--model", made.Model, "--index", made.Index, "--within", "0")).Expect(0);
        Assert.StartsWith("0 groups", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_begins_with_examples() =>
        Assert.StartsWith($"Examples:{Environment.NewLine}  lookalike duplicates", (await Lookalike.RunAsync("duplicates", "--help")).Expect(0).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("--within", "-1")]
    [InlineData("--within", "NaN")]
    [InlineData("--top-groups", "0")]
    [InlineData("mnist")]
    public async Task Bad_usage_ends_with_2(params string[] arguments) =>
        Assert.StartsWith("lookalike: ", (await Lookalike.RunAsync(["duplicates", .. arguments])).Expect(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task A_missing_index_is_named() =>
        Assert.Contains("nowhere.db", (await Lookalike.RunAsync("duplicates", "--model", made.Model, "--index", "nowhere.db")).Expect(4).Error, StringComparison.Ordinal);

    /// <summary>Indexes the drawn images with some overwritten by others.</summary>
    /// <returns>The command that looks into the index.</returns>
    private async Task<string[]> PlantAsync(Scratch scratch, (int Copy, int Original)[] copies)
    {
        string folder = Directory.CreateDirectory(scratch["planted"]).FullName;
        foreach (string file in Directory.GetFiles(made.Dataset)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        string images = Path.Combine(folder, "train-images-idx3-ubyte");
        byte[] pixels = IdxFile.ReadImages(images).Pixels.ToArray();
        foreach ((int copy, int original) in copies) pixels.AsSpan(original * Pixels, Pixels).CopyTo(pixels.AsSpan(copy * Pixels));
        IdxFile.WriteImages(images, new PixelShape(1, DrawnDataset.Size, DrawnDataset.Size), pixels);
        (await Lookalike.RunAsync("index", folder, "--model", made.Model, "--index", scratch["f.db"])).Expect(0);
        return ["duplicates", "--model", made.Model, "--index", scratch["f.db"]];
    }
}
