using System.Text.Json;

namespace Lookalike.EndToEnd.Tests;

/// <summary>Evaluation without labels, of a data set that has them and of one that has none.</summary>
public sealed class LabelFreeTests(TrainedIndex made) : IClassFixture<TrainedIndex>
{
    private static readonly string[] Changes =
    [
        "shifted", "cropped", "brightness", "noise", "jpeg", "caption", "frame", "letterbox", "screenshot", "strongCrop", "squareCrop", "turned", "darker", "watermark",
    ];

    private static readonly string[] Baselines = ["rawPixels", "histogram", "randomProjection", "untrainedEncoder", "perceptualHash", "differenceHash"];

    [Fact]
    public async Task With_labels_the_report_has_both_measurements_and_the_verdict_says_which_is_better()
    {
        made.Indexing.Expect(0);
        JsonElement report = (await Lookalike.RunAsync(
            "evaluate", made.Dataset, "--model", made.Model, "--index", made.Index, "--label-free", "--json")).Expect(0).Json;

        Assert.Equal(1, report.GetProperty("schemaVersion").GetInt32());
        Assert.InRange(report.GetProperty("precisionAt1").GetDouble(), 0.4, 1);
        Assert.Equal(DrawnDataset.TestCount, report.GetProperty("queries").GetInt32());
        JsonElement free = report.GetProperty("labelFree");
        Check(free);

        double best = Baselines.Max(b => free.GetProperty("baselines").GetProperty(b).GetProperty("recallAt1").GetDouble());
        string word = free.GetProperty("recallAt1").GetDouble() >= best + 0.01 ? "Your model beats" : "Your model does not beat";
        Assert.StartsWith(word, free.GetProperty("verdict").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_being_asked_a_labelled_set_is_measured_as_ever()
    {
        JsonElement report = (await Lookalike.RunAsync("evaluate", made.Dataset, "--model", made.Model, "--index", made.Index, "--json")).Expect(0).Json;
        Assert.Equal(JsonValueKind.Null, report.GetProperty("labelFree").ValueKind);
        Assert.Equal(JsonValueKind.Number, report.GetProperty("meanAveragePrecision").ValueKind);
    }

    [Fact]
    public async Task A_set_without_labels_is_trained_on_indexed_and_measured_by_changed_copies_alone()
    {
        using var scratch = new Scratch();
        string dataset = DrawnDataset.Write(scratch["plain"]), model = scratch["m.onnx"], index = scratch["f.db"];
        foreach (string labels in Directory.GetFiles(dataset, "*labels*")) File.Delete(labels);
        (await Lookalike.RunAsync(
            "train", dataset, "--model", model, "--objective", "reconstruction", "--epochs", "2", "--batch-size", "32", "--latent", "8", "--threads", "1")).Expect(0);
        (await Lookalike.RunAsync("index", dataset, "--model", model, "--index", index)).Expect(0);
        string[] evaluate = ["evaluate", dataset, "--model", model, "--index", index];

        Outcome outcome = (await Lookalike.RunAsync([.. evaluate, "--json"])).Expect(0);
        Assert.Contains("has no labels", outcome.Error, StringComparison.Ordinal);
        foreach (string measure in new[] { "meanAveragePrecision", "meanAveragePrecisionAt1000", "precisionAt10", "precisionAt1" })
            Assert.Equal(JsonValueKind.Null, outcome.Json.GetProperty(measure).ValueKind);
        JsonElement free = outcome.Json.GetProperty("labelFree");
        Check(free);

        string[] lines = (await Lookalike.RunAsync(evaluate)).Expect(0).Output.TrimEnd().Split('\n');
        Assert.Equal(["model", "pixels", "histogram", "projection", "untrained", "pHash", "dHash"], lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["recall@1", "MRR", .. Changes, "metric"], lines[2..^1].Select(l => l.Split(' ')[0]));
        Assert.All(lines[..^1], line => Assert.InRange(line.Length, 1, 80));
        Assert.Equal(free.GetProperty("verdict").GetString(), lines[^1].TrimEnd());
    }

    private static void Check(JsonElement free)
    {
        Assert.Equal(200, free.GetProperty("queries").GetInt32());
        Assert.Equal(DrawnDataset.TrainCount, free.GetProperty("database").GetInt32());
        foreach (JsonElement scores in (JsonElement[])[free, .. Baselines.Select(b => free.GetProperty("baselines").GetProperty(b))])
        {
            Assert.Equal(Changes, scores.GetProperty("changes").EnumerateObject().Select(c => c.Name));
            foreach (JsonElement score in (JsonElement[])[scores, .. scores.GetProperty("changes").EnumerateObject().Select(c => c.Value)])
            {
                double recall = score.GetProperty("recallAt1").GetDouble();
                Assert.InRange(recall, 0, 1);
                Assert.InRange(score.GetProperty("meanReciprocalRank").GetDouble(), recall, 1);
            }
        }

        Assert.True(free.GetProperty("baselines").GetProperty("rawPixels").GetProperty("recallAt1").GetDouble() > 0.2, free.ToString());
    }
}
