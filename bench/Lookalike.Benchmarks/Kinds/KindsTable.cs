using System.CommandLine;
using System.Diagnostics;
using Lookalike.Application.Evaluating;
using Lookalike.Application.Library;
using Lookalike.Datasets;
using Lookalike.Datasets.Store;
using Lookalike.Index.Sqlite;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Search.Distances;
using Lookalike.Search.Evaluation;
using Lookalike.Training.Jobs;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Teachers;

namespace Lookalike.Benchmarks;

/// <summary>Colour photographs of ten kinds: how many of the nearest are of the query's kind, by models that were trained without being told the kinds.</summary>
internal static class KindsTable
{
    public static Command Create()
    {
        Option<string> package = new("--package") { Description = "CIFAR-10, as bench/cifar.sh fetches it.", Required = true };
        Option<Objective[]> objectives = new("--objective") { Description = "What to train for; may be repeated. By default what train chooses.", AllowMultipleArgumentsPerToken = true };
        Option<int[]> seeds = new("--seed") { DefaultValueFactory = _ => [42], AllowMultipleArgumentsPerToken = true };
        Option<int?> epochs = new("--epochs");
        Option<string?> model = new("--model") { Description = "A model to measure; one is trained otherwise." };
        Option<string?> teacher = new("--teacher") { Description = "A model that teaches those that are trained." };
        Option<int> database = new("--database") { Description = "Images to train on and search: a large encoder takes long for all.", DefaultValueFactory = _ => 50_000 };
        Option<int> queries = new("--queries") { DefaultValueFactory = _ => 10_000 };
        Option<bool> heldOut = new("--held-out") { Description = "Take the queries from the training images, and train on the other 40,000: for choosing settings." };
        var command = new Command("kinds", "CIFAR-10: 50,000 images trained on and searched, 10,000 queries: mAP, P@10, 1-NN, and the time.")
        {
            package, objectives, epochs, seeds, model, teacher, database, queries, heldOut,
        };
        command.SetAction(async (parsed, _) =>
        {
            DirectoryInfo work = Directory.CreateTempSubdirectory("lookalike-kinds-");
            try
            {
                CifarFolder.Write(parsed.GetRequiredValue(package), work.FullName, parsed.GetValue(heldOut), parsed.GetValue(database), parsed.GetValue(queries));
                Console.WriteLine("| objective | seed | mAP | P@10 | 1-NN | training, s | encoding, ms an image |\n|---|---|---|---|---|---|---|");
                Objective?[] wanted = parsed.GetValue(objectives) is { Length: > 0 } named ? [.. named.Select(o => (Objective?)o)] : [null];
                foreach (Objective? objective in wanted)
                {
                    foreach (int seed in parsed.GetValue(seeds)!)
                    {
                        var recipe = new RecipeChoices
                        {
                            Objective = objective,
                            Seed = seed,
                            Epochs = parsed.GetValue(epochs),
                            ValidatesWithTestSplit = true,
                        };
                        await (parsed.GetValue(model) is { } given
                            ? Task.Run(() => MeasureGiven(work.FullName, given), CancellationToken.None)
                            : RowAsync(work.FullName, recipe, parsed.GetValue(teacher)));
                    }
                }
            }
            finally
            {
                work.Delete(recursive: true);
            }
        });
        return command;
    }

    private static async Task RowAsync(string folder, RecipeChoices recipe, string? teacher)
    {
        string model = Path.Combine(folder, "kinds.onnx");
        long start = Stopwatch.GetTimestamp();
        await new TrainingLibrary().TrainAsync(new TrainingRequest
        {
            Dataset = folder,
            TeacherPath = teacher,
            Recipe = recipe,
            Options = new TrainingOptions { ModelPath = model },
        });
        string name = recipe.Objective?.ToString() ?? "default";
        await MeasureAsync(folder, model, $"{(teacher is null ? name : $"taught by {Path.GetFileName(teacher)}")} | {recipe.Seed}", Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>A model of any size: the images are brought to it, which those of a data set otherwise are not.</summary>
    private static void MeasureGiven(string folder, string model)
    {
        var store = new DatasetStore();
        LabelledImageSet train = store.Open(folder, DatasetSplit.Train), test = store.Open(folder, DatasetSplit.Test);
        using IImageEncoder encoder = ModelFile.Read(model).OpenEncoder();
        int size = encoder.Description.LatentSize;
        var both = new ImageSet("both", train.Images.Shape, (byte[])[.. train.Images.Pixels.Span, .. test.Images.Pixels.Span]);
        long start = Stopwatch.GetTimestamp();
        float[] codes = new EncoderTeacher(encoder).Encode(both, size, Environment.ProcessorCount, progress: null, CancellationToken.None);
        double encoding = Stopwatch.GetElapsedTime(start).TotalMilliseconds / both.Count;
        LatentCodes.CentreAndNormalise(codes, LatentCodes.Mean(codes, size));
        int border = train.Images.Count * size;
        RetrievalQuality quality = RetrievalEvaluation.Evaluate(
            codes.AsMemory(0, border), train.Labels, codes.AsMemory(border), test.Labels, size, DistanceMetric.Cosine);
        Console.WriteLine($"| {Path.GetFileName(model)} | - | {quality.MeanAveragePrecision:0.000} | {quality.PrecisionAt10:0.000} | {quality.PrecisionAt1:0.000} | - | {encoding:0.000} |");
    }

    private static async Task MeasureAsync(string folder, string model, string name, double training)
    {
        var store = new DatasetStore();
        var library = new ImageLibrary(new SqliteIndexEngine(), Path.Combine(folder, $"{Guid.NewGuid():N}.db"), model, store);
        long start = Stopwatch.GetTimestamp();
        await library.IndexAsync(folder, [DatasetSplit.Train], new IndexOptions(), events: null, CancellationToken.None);
        double indexing = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        EvaluationReport report = await library.EvaluateAsync(
            new EvaluationRequest { Source = folder, Metric = DistanceMetric.Cosine }, events: null, CancellationToken.None);
        Console.WriteLine($"| {name} | {report.MeanAveragePrecision:0.000} | {report.PrecisionAt10:0.000} | {report.PrecisionAt1:0.000} "
            + $"| {training:0} | {indexing / store.Open(folder, DatasetSplit.Train).Images.Count:0.000} |");
    }
}
