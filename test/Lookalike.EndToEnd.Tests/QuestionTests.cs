using System.Text.Json;
using Lookalike.Datasets.Idx;

namespace Lookalike.EndToEnd.Tests;

/// <summary>What search can be asked beside "what looks like this picture".</summary>
public sealed class QuestionTests(TrainedIndex made) : IClassFixture<TrainedIndex>
{
    [Fact]
    public async Task An_indexed_image_is_searched_for_by_its_key_and_shown_on_a_montage()
    {
        string key = await KeyAsync(7), montage = Path.Combine(made.Folder, "key.png");
        JsonElement query = (await SearchAsync("--key", key, "--montage", montage, "--json")).Expect(0).Json.GetProperty("queries")[0];
        Assert.Equal(key, query.GetProperty("query").GetString());
        JsonElement first = query.GetProperty("hits")[0];
        Assert.Equal(key, first.GetProperty("key").GetString());
        Assert.Equal(0, first.GetProperty("distance").GetDouble(), 1e-6);
        Assert.True(Png.SizeOf(montage).Width > 500);
    }

    [Fact]
    public async Task A_key_that_is_not_in_the_index_ends_with_3_and_is_named()
    {
        foreach (string option in new[] { "--key", "--not" })
        {
            Outcome outcome = (await SearchAsync("--key", await KeyAsync(0), option, "drawn/train/99999")).Expect(3);
            Assert.Contains("drawn/train/99999", outcome.Error, StringComparison.Ordinal);
            Assert.Empty(outcome.Output);
        }
    }

    [Fact]
    public async Task Pictures_and_keys_together_are_queries_of_their_own_or_one_query_by_their_mean()
    {
        string key = await KeyAsync(1), picture = Picture("two.png", 2), montage = Path.Combine(made.Folder, "mean.png");
        JsonElement apart = (await SearchAsync("--query", picture, "--key", key, "--json")).Expect(0).Json.GetProperty("queries");
        Assert.Equal([picture, key], apart.EnumerateArray().Select(q => q.GetProperty("query").GetString()));
        JsonElement together = (await SearchAsync("--query", picture, "--key", key, "--mean", "--montage", montage, "--json")).Expect(0).Json.GetProperty("queries");
        Assert.Equal($"{picture} + {key}", Assert.Single(together.EnumerateArray()).GetProperty("query").GetString());
        Assert.True(File.Exists(montage));
    }

    [Fact]
    public async Task A_mean_of_bars_less_a_ring_finds_bars()
    {
        // Even positions are bars (0), odd ones rings (1).
        Outcome outcome = (await SearchAsync("--key", await KeyAsync(2), await KeyAsync(4), await KeyAsync(8), "--mean", "--not", Picture("ring.png", 5), "--json")).Expect(0);
        JsonElement[] hits = [.. outcome.Json.GetProperty("queries")[0].GetProperty("hits").EnumerateArray()];
        Assert.True(hits.Count(h => h.GetProperty("label").GetInt32() == 0) >= 8, outcome.Output);
    }

    [Fact]
    public async Task A_picture_is_read_from_standard_input()
    {
        Outcome outcome = (await Lookalike.ShellAsync(
            "exec \"$0\" search --model \"$1\" --index \"$2\" --query - --json < \"$3\"", made.Model, made.Index, Picture("three.png", 3))).Expect(0);
        JsonElement query = outcome.Json.GetProperty("queries")[0];
        Assert.Equal("standard input", query.GetProperty("query").GetString());
        Assert.EndsWith("/train/00003", query.GetProperty("hits")[0].GetProperty("key").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_standard_input_is_no_picture() =>
        Assert.Contains("standard input", (await SearchAsync("--query", "-")).Expect(3).Error, StringComparison.Ordinal);

    [Fact]
    public async Task The_second_page_begins_where_the_first_one_ends()
    {
        string key = await KeyAsync(0);
        string[] ten = await HitsAsync("--key", key, "--top", "10"), second = await HitsAsync("--key", key, "--top", "4", "--skip", "6");
        Assert.Equal(ten[6..], second);
        Assert.Contains($"\n    7  ", (await SearchAsync("--key", key, "--skip", "6")).Expect(0).Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hits_are_limited_by_distance_and_by_key()
    {
        string key = await KeyAsync(0);
        Assert.Equal([key], await HitsAsync("--key", key, "--within", "0", "--match", key));
        string[] few = await HitsAsync("--key", key, "--match", "**/0001?", "--top", "50");
        Assert.Equal(10, few.Length);
        Assert.All(few, k => Assert.Contains("/0001", k, StringComparison.Ordinal));
        Assert.Contains("no hits", (await SearchAsync("--key", key, "--match", "nothing/*")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Near_identical_hits_are_collapsed_and_counted_in_text_json_and_montage()
    {
        string key = await KeyAsync(0), montage = Path.Combine(made.Folder, "collapsed.png");
        Outcome outcome = (await SearchAsync("--key", key, "--collapse", "1000", "--json", "--montage", montage)).Expect(0);
        JsonElement hit = Assert.Single(outcome.Json.GetProperty("queries")[0].GetProperty("hits").EnumerateArray());
        Assert.Equal(DrawnDataset.TrainCount - 1, hit.GetProperty("nearIdentical").GetInt32());
        Assert.True(File.Exists(montage));
        Assert.Contains("+319 near-identical", (await SearchAsync("--key", key, "--collapse", "1000")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Equal(10, (await HitsAsync("--key", key)).Length);
    }

    [Theory]
    [InlineData("--mean")]
    [InlineData("--not", "a.png")]
    [InlineData("--sample", "3", "--key", "a")]
    [InlineData("--sample", "3", "--mean")]
    [InlineData("--sample", "3", "--not", "a")]
    [InlineData("--query", "-", "-")]
    [InlineData("--query", "-", "--not", "-")]
    [InlineData("--key", "a", "--skip", "-1")]
    [InlineData("--key", "a", "--skip", "some")]
    [InlineData("--key", "a", "--within", "-1")]
    [InlineData("--key", "a", "--within", "near")]
    [InlineData("--key", "a", "--within", "NaN")]
    [InlineData("--key", "a", "--collapse", "-0.5")]
    [InlineData("--key", "a", "--match", "")]
    public async Task What_makes_no_sense_together_ends_with_2(params string[] arguments)
    {
        Outcome outcome = (await Lookalike.RunAsync(["search", .. arguments])).Expect(2);
        Assert.StartsWith("lookalike: ", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    private Task<Outcome> SearchAsync(params string[] arguments) => Lookalike.RunAsync(["search", "--model", made.Model, "--index", made.Index, .. arguments]);

    private async Task<string[]> HitsAsync(params string[] arguments) =>
        [.. (await SearchAsync([.. arguments, "--json"])).Expect(0).Json.GetProperty("queries")[0].GetProperty("hits").EnumerateArray().Select(h => h.GetProperty("key").GetString()!)];

    /// <summary>The key of an indexed image, as a search by its picture prints it.</summary>
    private async Task<string> KeyAsync(int position) => (await HitsAsync("--query", Picture($"{position}-{Guid.NewGuid():n}.png", position), "--top", "1"))[0];

    private string Picture(string name, int position)
    {
        byte[] pixels = IdxFile.ReadImages(Path.Combine(made.Dataset, "train-images-idx3-ubyte")).Pixels.Slice(position * 784, 784).ToArray();
        return Png.WriteGrey(Path.Combine(made.Folder, name), pixels, DrawnDataset.Size);
    }
}
