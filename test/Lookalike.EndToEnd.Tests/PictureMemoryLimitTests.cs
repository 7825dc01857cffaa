using System.Text.Json;
using NetVips;

namespace Lookalike.EndToEnd.Tests;

/// <summary>Pictures that take more than there is, of memory and of pixels, for every command that reads them.</summary>
public sealed class PictureMemoryLimitTests(IndexedFolder made) : IClassFixture<IndexedFolder>
{
    /// <summary>256 MiB, of which pictures may take a quarter.</summary>
    private static readonly Dictionary<string, string?> Small = new() { ["DOTNET_GCHeapHardLimit"] = "0x10000000" };

    [Fact]
    public async Task A_picture_that_takes_too_much_memory_is_named_and_the_rest_is_indexed()
    {
        string folder = Directory.CreateDirectory(made["huge"]).FullName;
        for (int i = 0; i < 3; i++) IndexedFolder.Draw(Path.Combine(folder, $"small-{i}.png"), i, 96, 64);
        using (Image plain = Image.Black(6000, 6000, bands: 3).Copy(interpretation: Enums.Interpretation.Srgb))
        {
            plain.Pngsave(Path.Combine(folder, "interlaced.png"), interlace: true);
            plain.Pngsave(Path.Combine(folder, "plain.png"));
        }

        Outcome outcome = (await Lookalike.RunAsync(Small, "index", folder, "--model", made.Model, "--index", made["huge.db"], "--json")).Expect(5);

        Assert.Equal((4, 1), (outcome.Json.GetProperty("encoded").GetInt32(), outcome.Json.GetProperty("failed").GetInt32()));
        JsonElement failure = Assert.Single(outcome.Json.GetProperty("failures").EnumerateArray());
        Assert.Equal("tooMuchMemory", failure.GetProperty("fault").GetString());
        Assert.Contains("interlaced.png", failure.GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Contains("6000 x 6000 pixels in this form takes about", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_above_the_limit_of_pixels_can_be_indexed_asked_drawn_examined_and_measured_by_raising_it()
    {
        // 6,144 pixels each. The limit is lowered first, so that the pictures need not be large.
        string picture = made.PathOf(3);
        string refusal = (await Lookalike.RunAsync("search", picture, "--model", made.Model, "--index", made.Index, "--max-pixels", "6000")).Expect(3).Error;
        Assert.Contains("the limit is 6,000. Make it smaller, or raise the limit if you trust it: --max-pixels", refusal, StringComparison.Ordinal);

        string montage = made["drawn.png"];
        Outcome found = (await Lookalike.RunAsync(
            "search", picture, "--model", made.Model, "--index", made.Index, "--max-pixels", "6144", "--montage", montage, "--json")).Expect(0);
        Assert.Equal("pictures/03.png", found.Json.GetProperty("queries")[0].GetProperty("hits")[0].GetProperty("key").GetString());
        Assert.Contains($"Wrote {montage}", found.Error, StringComparison.Ordinal);

        (await Lookalike.RunAsync("doctor", "--model", made.Model, "--index", made.Index, "--max-pixels", "6144")).Expect(0);
        Outcome measured = await Lookalike.RunAsync("evaluate", "--model", made.Model, "--index", made.Index, "--max-pixels", "6000", "--json");
        Assert.Contains("--max-pixels", measured.Error, StringComparison.Ordinal);
        (await Lookalike.RunAsync("evaluate", "--model", made.Model, "--index", made.Index, "--max-pixels", "6144", "--json")).Expect(0);
    }

    [Theory]
    [InlineData("search", "a.png")]
    [InlineData("evaluate")]
    [InlineData("doctor")]
    [InlineData("index", "/tmp")]
    [InlineData("train", "/tmp")]
    public async Task A_limit_below_one_pixel_ends_with_2(params string[] arguments) =>
        Assert.Contains("--max-pixels", (await Lookalike.RunAsync([.. arguments, "--max-pixels", "0"])).Expect(2).Error, StringComparison.Ordinal);
}
