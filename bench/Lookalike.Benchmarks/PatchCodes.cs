using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Datasets.Store;
using Lookalike.Search.Distances;
using Lookalike.Search.Evaluation;
using Lookalike.Training.Objectives;
using Lookalike.Training.Patches;

namespace Lookalike.Benchmarks;

/// <summary>How well the patch code retrieves before any training, and what it costs. Labels are only counted.</summary>
internal static class PatchCodes
{
    public static Command Create()
    {
        var defaults = new PatchSettings();
        Option<string> idx = new("--idx") { Description = "The folder with the four IDX files.", Required = true };
        Option<int> database = new("--database") { Description = "Training pictures to fit on and search, the first ones.", DefaultValueFactory = _ => 10_000 };
        Option<int> queries = new("--queries") { Description = "Test pictures to search for, evenly spread.", DefaultValueFactory = _ => 1000 };
        Option<bool> heldOut = new("--held-out") { Description = "Take the queries from the end of the training pictures: for choosing settings." };
        Option<int> entries = new("--entries") { Description = "Entries of the dictionary.", DefaultValueFactory = _ => defaults.Entries };
        Option<int> dimensions = new("--dimensions") { Description = "Directions of a whitened patch.", DefaultValueFactory = _ => defaults.Dimensions };
        Option<double> threshold = new("--threshold") { Description = "The cosine from which a patch is like an entry.", DefaultValueFactory = _ => defaults.Threshold };
        Option<int> size = new("--size") { Description = "Values of a code.", DefaultValueFactory = _ => defaults.Size };
        Option<int> threads = new("--threads") { Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new Command("patch-codes", "P@10 and 1-NN of the patch code, seconds of fit, milliseconds a picture.")
        {
            idx, database, queries, heldOut, entries, dimensions, threshold, size, threads,
        };
        command.SetAction(parsed =>
        {
            LabelledImageSet train = new DatasetStore().Open(parsed.GetRequiredValue(idx), DatasetSplit.Train);
            LabelledImageSet searched = First(train, parsed.GetValue(database));
            LabelledImageSet asked = parsed.GetValue(heldOut)
                ? Some(train, [.. Enumerable.Range(train.Images.Count - parsed.GetValue(queries), parsed.GetValue(queries))])
                : Spread(new DatasetStore().Open(parsed.GetRequiredValue(idx), DatasetSplit.Test), parsed.GetValue(queries));
            PatchSettings settings = PatchSettings.For(train.Images.Shape) with
            {
                Entries = parsed.GetValue(entries),
                Dimensions = parsed.GetValue(dimensions),
                Threshold = parsed.GetValue(threshold),
                Size = parsed.GetValue(size),
            };
            Measure(searched, asked, settings, parsed.GetValue(threads));
        });
        return command;
    }

    private static void Measure(LabelledImageSet database, LabelledImageSet queries, PatchSettings settings, int threads)
    {
        long start = Stopwatch.GetTimestamp();
        PatchCoder coder = PatchCoder.Fit(database.Images, settings, threads);
        double fit = Stopwatch.GetElapsedTime(start).TotalSeconds;
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        start = Stopwatch.GetTimestamp();
        float[] codes = coder.Encode(database.Images, threads);
        double each = Stopwatch.GetElapsedTime(start).TotalMilliseconds / database.Images.Count;
        double core = (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / database.Images.Count;
        float[] asked = coder.Encode(queries.Images, threads);
        double[] mean = LatentCodes.Mean(codes, coder.Size);
        LatentCodes.CentreAndNormalise(codes, mean);
        LatentCodes.CentreAndNormalise(asked, mean);
        RetrievalQuality quality = RetrievalEvaluation.Evaluate(codes, database.Labels, asked, queries.Labels, coder.Size, DistanceMetric.Cosine);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{queries.Images.Count:N0} queries against {database.Images.Count:N0}, {settings}: P@10 {quality.PrecisionAt10:0.000}, 1-NN {quality.PrecisionAt1:0.000}, "
            + $"mAP {quality.MeanAveragePrecision:0.000}; fit {fit:0.0} s, {each:0.00} ms a picture on {threads} threads, {core:0.00} ms of one core"));
    }

    private static LabelledImageSet First(LabelledImageSet set, int count) =>
        new(set.Images.Slice(0, Math.Min(count, set.Images.Count)), set.Labels[..Math.Min(count, set.Images.Count)]);

    private static LabelledImageSet Spread(LabelledImageSet set, int count) =>
        Some(set, EvenSpread.Positions(set.Images.Count, Math.Min(count, set.Images.Count), 0));

    private static LabelledImageSet Some(LabelledImageSet set, int[] positions) =>
        new(set.Images.Select(positions), Array.ConvertAll(positions, p => set.Labels.Span[p]));
}
