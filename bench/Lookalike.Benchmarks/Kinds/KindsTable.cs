using System.CommandLine;
using System.Diagnostics;
using Lookalike.Application.Evaluating;
using Lookalike.Application.Library;
using Lookalike.Datasets;
using Lookalike.Datasets.Store;
using Lookalike.Index.Sqlite;
using Lookalike.Search.Distances;
using Lookalike.Training.Jobs;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;

namespace Lookalike.Benchmarks;

/// <summary>Colour photographs of ten kinds: how many of the nearest are of the query's kind, by models that were trained without being told the kinds.</summary>
internal static class KindsTable
{
    public static Command Create()
    {
        Option<string> package = new("--package") { Description = "CIFAR-10, as bench/cifar.sh fetches it.", Required = true };
        Option<Objective[]> objectives = new("--objective") { Description = "What to train for; may be repeated. By default what train chooses.", AllowMultipleArgumentsPerToken = true };
        Option<int[]> seeds = new("--seed") { DefaultValueFactory = _ => [42], AllowMultipleArgumentsPerToken = true };
        Option<bool> heldOut = new("--held-out") { Description = "Take the queries from the training images, and train on the other 40,000: for choosing settings." };
        var command = new Command("kinds", "CIFAR-10: 50,000 images trained on and searched, 10,000 queries: mAP, P@10, 1-NN, and the time.")
        {
            package, objectives, seeds, heldOut,
        };
        command.SetAction(async (parsed, _) =>
        {
            DirectoryInfo work = Directory.CreateTempSubdirectory("lookalike-kinds-");
            try
            {
                CifarFolder.Write(parsed.GetRequiredValue(package), work.FullName, parsed.GetValue(heldOut));
                Console.WriteLine("| objective | seed | mAP | P@10 | 1-NN | training, s | encoding, ms an image |\n|---|---|---|---|---|---|---|");
                Objective?[] wanted = parsed.GetValue(objectives) is { Length: > 0 } named ? [.. named.Select(o => (Objective?)o)] : [null];
                foreach (Objective? objective in wanted)
                {
                    foreach (int seed in parsed.GetValue(seeds)!) await RowAsync(work.FullName, objective, seed);
                }
            }
            finally
            {
                work.Delete(recursive: true);
            }
        });
        return command;
    }

    private static async Task RowAsync(string folder, Objective? objective, int seed)
    {
        string model = Path.Combine(folder, "kinds.onnx");
        var store = new DatasetStore();
        TrainingResult result = await new TrainingLibrary(datasets: store).TrainAsync(new TrainingRequest
        {
            Dataset = folder,
            Recipe = new RecipeChoices { Objective = objective, Seed = seed, ValidatesWithTestSplit = true },
            Options = new TrainingOptions { ModelPath = model },
        });
        var library = new ImageLibrary(new SqliteIndexEngine(), Path.Combine(folder, $"{Guid.NewGuid():N}.db"), model, store);
        long start = Stopwatch.GetTimestamp();
        await library.IndexAsync(folder, [DatasetSplit.Train], new IndexOptions(), events: null, CancellationToken.None);
        double indexing = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        EvaluationReport report = await library.EvaluateAsync(
            new EvaluationRequest { Source = folder, Metric = DistanceMetric.Cosine }, events: null, CancellationToken.None);
        Console.WriteLine($"| {objective?.ToString() ?? "default"} | {seed} | {report.MeanAveragePrecision:0.000} | {report.PrecisionAt10:0.000} | {report.PrecisionAt1:0.000} "
            + $"| {result.Summary.Seconds:0} | {indexing / store.Open(folder, DatasetSplit.Train).Images.Count:0.000} |");
    }
}
