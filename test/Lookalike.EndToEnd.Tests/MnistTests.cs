using System.Text.Json;

namespace Lookalike.EndToEnd.Tests;

/// <summary>The real data on a reduced budget: one epoch and one round of one epoch, on one thread, which no busy machine slows to a crawl.</summary>
public sealed class MnistTests
{
    [Fact]
    public async Task One_round_on_the_real_digits_orders_the_whole_set_a_graph_finds_what_an_exact_search_does_and_raw_pixels_measure_as_published()
    {
        using var scratch = new Scratch();
        (await Lookalike.RunAsync("data", "fetch", "mnist")).Expect(0);
        (await Lookalike.RunAsync("data", "verify", "mnist")).Expect(0);
        (await Lookalike.RunAsync(
            "train", "mnist", "--model", scratch["m.onnx"], "--epochs", "1", "--rounds", "1", "--round-epochs", "1", "--threads", "1",
            "--vis", scratch["vis.png"], "--plot", scratch["plot.png"])).Expect(0);
        (await Lookalike.RunAsync("index", "mnist", "--model", scratch["m.onnx"], "--index", scratch["f.db"], "--search-with", "approximate")).Expect(0);
        Assert.Single(Directory.GetFiles(scratch.Folder, "f.db.*.hnsw"));
        JsonElement report = (await Lookalike.RunAsync(
            "evaluate", "mnist", "--model", scratch["m.onnx"], "--index", scratch["f.db"], "--queries", "1000", "--baselines", "--json")).Expect(0).Json;

        Assert.True(report.GetProperty("precisionAt10").GetDouble() >= 0.96, report.ToString());
        Assert.True(report.GetProperty("meanAveragePrecision").GetDouble() >= 0.90, report.ToString());
        Assert.True(report.GetProperty("approximateRecallAt10").GetDouble() >= 0.99, report.ToString());
        string[] search = ["search", "--model", scratch["m.onnx"], "--index", scratch["f.db"], "--sample", "20", "--json"];
        string[][] nearest = [.. await Task.WhenAll(NearestAsync(search), NearestAsync([.. search, "--exact"]))];
        Assert.True(nearest[0].Zip(nearest[1]).Count(p => p.First == p.Second) >= 19);

        JsonElement pixels = report.GetProperty("baselines")[0];
        Assert.Equal(0.430, pixels.GetProperty("meanAveragePrecision").GetDouble(), 0.001);
        Assert.Equal(0.817, pixels.GetProperty("meanAveragePrecisionAt1000").GetDouble(), 0.001);
        Assert.Equal(0.949, pixels.GetProperty("precisionAt10").GetDouble(), 0.001);
        Assert.Equal(0.968, pixels.GetProperty("precisionAt1").GetDouble(), 0.001);
        Assert.Equal(60_000, pixels.GetProperty("database").GetInt32());
    }

    private static async Task<string[]> NearestAsync(string[] search) =>
        [.. (await Lookalike.RunAsync(search)).Expect(0).Json.GetProperty("queries").EnumerateArray().Select(q => q.GetProperty("hits")[0].GetProperty("key").GetString()!)];
}
