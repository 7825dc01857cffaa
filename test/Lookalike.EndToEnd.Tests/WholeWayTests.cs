using System.Text.Json;
using Lookalike.Datasets.Idx;

namespace Lookalike.EndToEnd.Tests;

public sealed class WholeWayTests(TrainedIndex made) : IClassFixture<TrainedIndex>
{
    [Fact]
    public void Training_reports_a_summary_and_writes_every_file_asked_for()
    {
        JsonElement summary = made.Training.Expect(0).Json;
        Assert.Equal(1, summary.GetProperty("schemaVersion").GetInt32());
        Assert.Equal(12, summary.GetProperty("epochs").GetInt32());
        Assert.InRange(summary.GetProperty("validationLoss").GetDouble(), 0.0001, 0.06);
        Assert.InRange(summary.GetProperty("trainingLoss").GetDouble(), 0.0001, 0.06);
        Assert.True(summary.GetProperty("seconds").GetDouble() > 0);
        Assert.True(summary.GetProperty("imagesPerSecond").GetDouble() > 0);
        Assert.Equal(made.Model, summary.GetProperty("model").GetString());
        Assert.Matches("^[0-9a-f]{64}$", summary.GetProperty("fingerprint").GetString());

        Assert.All(["model.onnx", "vis.png", "plot.png", "history.json"], name => Assert.True(File.Exists(Path.Combine(made.Folder, name)), name));
        Assert.True(Png.SizeOf(Path.Combine(made.Folder, "plot.png")).Width >= 600);
        Assert.False(File.Exists(made.Model + ".checkpoint"), "a finished run leaves no checkpoint");
        JsonElement history = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(made.Folder, "history.json")));
        Assert.Equal(12, history.GetProperty("epochs").GetArrayLength());
    }

    [Fact]
    public void Training_writes_one_plain_line_an_epoch_where_there_is_no_terminal()
    {
        Assert.Equal(12, made.Training.Error.Split('\n').Count(l => l.StartsWith("epoch ", StringComparison.Ordinal)));
        Assert.DoesNotContain('\e', made.Training.Error);
    }

    [Fact]
    public async Task Training_for_neighbourhood_says_what_it_kept_and_why_and_its_latents_search()
    {
        using var scratch = new Scratch();
        Outcome outcome = (await Lookalike.RunAsync(
            "train", made.Dataset, "--model", scratch["m.onnx"], "--epochs", "8", "--rounds", "2", "--round-epochs", "3", "--threads", "1", "--json")).Expect(0);
        Assert.StartsWith("Kept the ", outcome.Json.GetProperty("verdict").GetString(), StringComparison.Ordinal);
        Assert.Equal("warm-up", outcome.Json.GetProperty("stages")[0].GetProperty("stage").GetString());
        Assert.InRange(outcome.Json.GetProperty("stages")[0].GetProperty("agreement").GetDouble(), 0.01, 1);
        Assert.Contains("round 1: changed copies agree", outcome.Error, StringComparison.Ordinal);

        (await Lookalike.RunAsync("index", made.Dataset, "--model", scratch["m.onnx"], "--index", scratch["f.db"])).Expect(0);
        (await Lookalike.RunAsync("search", "--model", scratch["m.onnx"], "--index", scratch["f.db"], "--sample", "2")).Expect(0);
    }

    [Fact]
    public async Task Augment_draws_a_contact_sheet()
    {
        using var scratch = new Scratch();
        (await Lookalike.RunAsync("augment", made.Dataset, "--augment", "photos", "--sheet", scratch["sheet.png"])).Expect(0);
        Assert.True(Png.SizeOf(scratch["sheet.png"]).Width >= 600);
    }

    [Fact]
    public async Task A_second_run_of_index_encodes_nothing()
    {
        JsonElement first = made.Indexing.Expect(0).Json;
        Assert.Equal(DrawnDataset.TrainCount, first.GetProperty("encoded").GetInt32());

        JsonElement second = (await Lookalike.RunAsync("index", made.Dataset, "--model", made.Model, "--index", made.Index, "--json")).Expect(0).Json;
        Assert.Equal(0, second.GetProperty("encoded").GetInt32());
        Assert.Equal(DrawnDataset.TrainCount, second.GetProperty("unchanged").GetInt32());
        Assert.Equal(0, second.GetProperty("removed").GetInt32());
        Assert.Equal(0, second.GetProperty("failed").GetInt32());
    }

    [Fact]
    public async Task Sampled_queries_find_images_of_their_own_kind_and_are_drawn_on_a_montage()
    {
        string montage = Path.Combine(made.Folder, "results.png");
        JsonElement report = (await Search("--sample", "6", "--seed", "3", "--top", "5", "--montage", montage, "--json")).Expect(0).Json;

        Assert.Equal("euclidean", report.GetProperty("metric").GetString());
        Assert.Equal(6, report.GetProperty("queries").GetArrayLength());
        int right = 0;
        foreach (JsonElement query in report.GetProperty("queries").EnumerateArray())
        {
            JsonElement[] hits = [.. query.GetProperty("hits").EnumerateArray()];
            Assert.Equal([1, 2, 3, 4, 5], hits.Select(h => h.GetProperty("rank").GetInt32()));
            Assert.Equal(hits.Select(h => h.GetProperty("distance").GetDouble()).Order(), hits.Select(h => h.GetProperty("distance").GetDouble()));
            Assert.All(hits, h => Assert.Equal(JsonValueKind.Null, h.GetProperty("path").ValueKind));
            right += hits.Count(h => h.GetProperty("label").GetInt32() == query.GetProperty("label").GetInt32());
        }

        Assert.True(right >= 24, $"{right} of 30 hits have the query's label");
        (int width, int height) = Png.SizeOf(montage);
        Assert.True(width > 500 && height > 500, $"{width}x{height}");
        Assert.True(new FileInfo(montage).Length < 200_000);
    }

    [Fact]
    public async Task The_same_seed_draws_the_same_queries()
    {
        string first = (await Search("--sample", "4", "--seed", "9", "--json")).Expect(0).Output;
        Assert.Equal(first, (await Search("--sample", "4", "--seed", "9", "--json")).Expect(0).Output);
        Assert.NotEqual(first, (await Search("--sample", "4", "--seed", "10", "--json")).Expect(0).Output);
    }

    [Fact]
    public async Task An_indexed_image_given_as_a_picture_finds_itself_first_at_distance_nearly_zero()
    {
        byte[] pixels = IdxFile.ReadImages(Path.Combine(made.Dataset, "train-images-idx3-ubyte")).Pixels.Slice(7 * 784, 784).ToArray();
        string query = Png.WriteGrey(Path.Combine(made.Folder, "seven.png"), pixels, 28);
        foreach (string metric in new[] { "euclidean", "cosine" })
        {
            JsonElement hit = (await Search("--query", query, "--metric", metric, "--json")).Expect(0).Json.GetProperty("queries")[0].GetProperty("hits")[0];
            Assert.EndsWith("/train/00007", hit.GetProperty("key").GetString(), StringComparison.Ordinal);
            Assert.InRange(hit.GetProperty("distance").GetDouble(), -1e-5, 1e-3);
        }
    }

    [Fact]
    public async Task A_dark_drawing_on_white_paper_of_another_size_is_swapped_and_said_so()
    {
        byte[] small = DrawnDataset.Draw(1, new Random(77));
        byte[] large = new byte[112 * 112];
        for (int y = 0; y < 112; y++)
        {
            for (int x = 0; x < 112; x++) large[(y * 112) + x] = (byte)(255 - small[(y / 4 * 28) + (x / 4)]);
        }

        string query = Png.WriteGrey(Path.Combine(made.Folder, "paper.png"), large, 112);
        Outcome outcome = (await Search("--query", query, "--json")).Expect(0);
        Assert.Contains("swapped", outcome.Error, StringComparison.Ordinal);
        JsonElement[] hits = [.. outcome.Json.GetProperty("queries")[0].GetProperty("hits").EnumerateArray()];
        Assert.True(hits.Count(h => h.GetProperty("label").GetInt32() == 1) >= 8, outcome.Output);
    }

    [Fact]
    public async Task Evaluation_reports_every_measure_and_the_baselines()
    {
        JsonElement report = (await Lookalike.RunAsync(
            "evaluate", made.Dataset, "--model", made.Model, "--index", made.Index, "--queries", "all", "--baselines", "--json")).Expect(0).Json;
        foreach (JsonElement row in (IEnumerable<JsonElement>)[report, .. report.GetProperty("baselines").EnumerateArray()])
        {
            foreach (string name in new[] { "meanAveragePrecision", "meanAveragePrecisionAt1000", "precisionAt10", "precisionAt1" })
                Assert.InRange(row.GetProperty(name).GetDouble(), 0.4, 1);
            Assert.Equal(DrawnDataset.TestCount, row.GetProperty("queries").GetInt32());
            Assert.Equal(DrawnDataset.TrainCount, row.GetProperty("database").GetInt32());
        }

        Assert.Equal(["raw pixels", "PCA-64"], report.GetProperty("baselines").EnumerateArray().Select(r => r.GetProperty("vectors").GetString()));
        Assert.True(report.GetProperty("precisionAt10").GetDouble() > 0.8);
    }

    private Task<Outcome> Search(params string[] arguments) => Lookalike.RunAsync(["search", "--model", made.Model, "--index", made.Index, .. arguments]);
}
