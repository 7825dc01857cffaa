using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Lookalike.Application.Evaluating;
using Lookalike.Datasets;
using Lookalike.Datasets.Store;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Search.Distances;
using Lookalike.Search.Evaluation;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Jobs;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;

namespace Lookalike.Benchmarks;

/// <summary>How well the objectives that learn from copies retrieve, beside what needs no training, all queries against the whole training split, in one run.</summary>
internal static class RetrievalQualityTable
{
    public static Command Create()
    {
        Argument<string> set = new("data-set") { Description = "mnist, fashion-mnist, or a folder with the four IDX files." };
        Option<int> seeds = new("--seeds") { Description = "How many seeds the trained rows have.", DefaultValueFactory = _ => 3 };
        Option<bool> reference = new("--reference") { Description = "Train the reference autoencoder for its 20 epochs as well." };
        var command = new Command("quality", "mAP, P@10 and 1-NN of raw pixels, PCA-64, denoising and neighbourhood: median and range over seeds.") { set, seeds, reference };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(set), parsed.GetValue(seeds), parsed.GetValue(reference)));
        return command;
    }

    private static void Run(string name, int seeds, bool reference)
    {
        var store = new DatasetStore();
        LabelledImageSet train = store.Open(name, DatasetSplit.Train), test = store.Open(name, DatasetSplit.Test);
        Console.WriteLine($"{name}: {test.Images.Count:N0} queries against {train.Images.Count:N0} images, {Environment.ProcessorCount} threads");
        Console.WriteLine("| vectors | size | metric | mAP | mAP@1000 | P@10 | 1-NN | reconstruction MSE | seconds to train |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (EvaluationReport row in new Evaluator(train, test, queries: null, progress: null).EvaluateBaselines(CancellationToken.None))
        {
            string size = row.Vectors.StartsWith("PCA", StringComparison.Ordinal) ? row.Vectors[4..] : $"{train.Images.PixelsPerImage}";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Vectors} | {size} | {row.Metric} | {row.MeanAveragePrecision:0.000} | {row.MeanAveragePrecisionAt1000:0.000} | {row.PrecisionAt10:0.000} | {row.PrecisionAt1:0.000} | - | - |"));
        }

        if (reference) Print("reference autoencoder", [Measure(Architecture.Reference, Objective.Reconstruction, 42, train, test)]);
        foreach (Objective objective in seeds == 0 ? [] : new[] { Objective.Denoising, Objective.Neighbourhood })
        {
            var runs = new List<QualityRun>();
            for (int seed = 42; seed < 42 + seeds; seed++) runs.Add(Measure(Architecture.Compact, objective, seed, train, test));
            Print(objective.ToString().ToLowerInvariant(), runs);
        }
    }

    private static QualityRun Measure(Architecture architecture, Objective objective, int seed, LabelledImageSet train, LabelledImageSet test)
    {
        TrainingRecipe recipe = DefaultRecipe.For(architecture, objective, train.Images.Count) with
        {
            Seed = seed,
            Augmentation = Augmentation.For(objective == Objective.Reconstruction ? AugmentationProfile.None : AugmentationDefaults.For(train.Images)),
        };
        string folder = Directory.CreateTempSubdirectory("lookalike-quality-").FullName;
        try
        {
            long start = Stopwatch.GetTimestamp();
            string path = Path.Combine(folder, "model.onnx");
            TrainingSummary summary = new TrainingJob { Training = train.Images, Validation = test.Images, Recipe = recipe, Options = new TrainingOptions { ModelPath = path } }.Run(TimeSpan.Zero, CancellationToken.None);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            using IImageEncoder encoder = ModelFile.Read(path).OpenEncoder();
            RetrievalQuality quality = RetrievalEvaluation.Evaluate(
                Latents.Of(encoder, train.Images), train.Labels, Latents.Of(encoder, test.Images), test.Labels, encoder.Description.LatentSize, DistanceMetric.Cosine);
            if (summary.Verdict is not null) Console.Error.WriteLine($"seed {seed}: {summary.Verdict}");
            return new QualityRun { Quality = quality, Size = encoder.Description.LatentSize, ReconstructionError = summary.ValidationLoss, Seconds = seconds };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(string name, List<QualityRun> runs)
    {
        string Row(string format, Func<QualityRun, double> value)
        {
            double[] values = [.. runs.Select(value)];
            string Text(double v) => v.ToString(format, CultureInfo.InvariantCulture);
            return values.Length == 1 ? Text(values[0]) : $"{Text(Median.Of(values))} ({Text(values.Min())}..{Text(values.Max())})";
        }

        Console.WriteLine(
            $"| {name} | {runs[0].Size} | cosine | {Row("0.000", r => r.Quality.MeanAveragePrecision)} | {Row("0.000", r => r.Quality.MeanAveragePrecisionAt1000)} | "
            + $"{Row("0.000", r => r.Quality.PrecisionAt10)} | {Row("0.000", r => r.Quality.PrecisionAt1)} | {Row("0.00000", r => r.ReconstructionError)} | {Row("0", r => r.Seconds)} |");
    }
}
