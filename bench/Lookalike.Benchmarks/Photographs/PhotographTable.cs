using System.CommandLine;
using System.Diagnostics;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Application.Indexing;
using Lookalike.Application.Library;
using Lookalike.Application.Searching;
using Lookalike.Datasets.Store;
using Lookalike.Index.Sqlite;
using Lookalike.Training.Jobs;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Sources;
using NetVips;

namespace Lookalike.Benchmarks;

/// <summary>Real photographs, each looked for by what people make of it: the default model beside hashes, small pixels and colours.</summary>
internal sealed class PhotographTable
{
    private const int Found = 10;

    private readonly string[] _files;
    private readonly int[] _queries;

    private PhotographTable(string[] files, int queries)
    {
        _files = files;
        _queries = Lookalike.Core.EvenSpread.Positions(files.Length, Math.Min(queries, files.Length), offset: 0.5);
    }

    public static Command Create()
    {
        Option<string> folder = new("--folder") { Description = "Photographs, as bench/photographs.sh fetches them.", Required = true };
        Option<string?> model = new("--model") { Description = "A model; one is trained with the defaults otherwise." };
        Option<Objective?> objective = new("--objective") { Description = "What to train for; by default what train chooses." };
        Option<int?> epochs = new("--epochs");
        Option<int> seed = new("--seed") { DefaultValueFactory = _ => 42 };
        Option<int> queries = new("--queries") { DefaultValueFactory = _ => 200 };
        Option<string?> save = new("--save") { Description = "Where the model that is trained is kept, with what belongs to it." };
        Option<string?> keep = new("--keep") { Description = "A folder for the altered pictures of the first query, to look at." };
        var command = new Command("photographs", "28 alterations of real photographs: P@1 and whether it is among ten, beside pHash, dHash, pixels and histogram.")
        {
            folder, model, objective, epochs, seed, save, queries, keep,
        };
        command.SetAction(async (parsed, _) =>
        {
            var table = new PhotographTable(PhotographSet.Find(parsed.GetRequiredValue(folder)), parsed.GetValue(queries));
            var recipe = new RecipeChoices { Objective = parsed.GetValue(objective), Epochs = parsed.GetValue(epochs), Seed = parsed.GetValue(seed) };
            await table.RunAsync(parsed.GetValue(model), recipe, parsed.GetValue(save), parsed.GetValue(keep));
        });
        return command;
    }

    private async Task RunAsync(string? model, RecipeChoices recipe, string? save, string? keep)
    {
        DirectoryInfo work = Directory.CreateTempSubdirectory("lookalike-photographs-");
        try
        {
            // Copies, so that what was left out of the folder is neither learned from nor found.
            string pictures = Directory.CreateDirectory(Path.Combine(work.FullName, "photographs")).FullName;
            string[] keys = [.. _files.Select((file, i) => $"{i:0000}{Path.GetExtension(file)}")];
            foreach ((string file, string key) in _files.Zip(keys)) File.Copy(file, Path.Combine(pictures, key));
            string trained = model ?? save ?? Path.Combine(work.FullName, "photographs.onnx");
            if (model is null)
            {
                long start = Stopwatch.GetTimestamp();
                await new TrainingLibrary().TrainAsync(new TrainingRequest
                {
                    Pictures = new PictureRequest { Origin = PictureOrigin.Folder, Path = pictures },
                    Recipe = recipe,
                    Options = new TrainingOptions { ModelPath = trained },
                });
                Console.WriteLine($"trained on {_files.Length} photographs in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
            }

            var library = new ImageLibrary(new SqliteIndexEngine(), Path.Combine(work.FullName, "photographs.db"), trained, new DatasetStore());
            await library.IndexAsync(new FolderSelection { Folders = [pictures] }, new IndexOptions(), events: null, CancellationToken.None);
            await CompareAsync(library, [.. keys.Select(key => $"photographs/{key}")], keep);
            await ShapesAsync(work.FullName, trained);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>The same pictures, each cut to a shape that is drawn.</summary>
    private async Task ShapesAsync(string work, string model)
    {
        string folder = Directory.CreateDirectory(Path.Combine(work, "shapes")).FullName;
        IReadOnlyDictionary<string, double> shapes = ShapeShare.Cut(_files, folder);
        var library = new ImageLibrary(new SqliteIndexEngine(), Path.Combine(work, "shapes.db"), model, new DatasetStore());
        await library.IndexAsync(new FolderSelection { Folders = [folder] }, new IndexOptions(), events: null, CancellationToken.None);
        Console.WriteLine("\nEach cut to a shape that was drawn for it:");
        await ShapeShare.WriteAsync(library, shapes.ToDictionary(shape => $"shapes/{shape.Key}", shape => shape.Value, StringComparer.Ordinal));
    }

    private async Task CompareAsync(ImageLibrary library, string[] keys, string? keep)
    {
        var shapes = new Dictionary<string, double>(StringComparer.Ordinal);
        float[][] databases = new float[PictureDescriptor.All.Count][];
        var made = new List<float[]>[databases.Length];
        for (int d = 0; d < made.Length; d++) made[d] = [];
        for (int i = 0; i < _files.Length; i++)
        {
            using Image picture = Alteration.Read(_files[i])!;
            shapes[keys[i]] = (double)picture.Width / picture.Height;
            for (int d = 0; d < made.Length; d++) made[d].Add(PictureDescriptor.All[d].Make(picture));
        }

        for (int d = 0; d < databases.Length; d++) databases[d] = [.. made[d].SelectMany(numbers => numbers)];
        Console.WriteLine($"\n{_queries.Length} queries among {_files.Length} photographs; found first, and for the model found among {Found}\n");
        Console.WriteLine($"| alteration | model | among {Found} | {string.Join(" | ", PictureDescriptor.All.Select(d => d.Name))} |\n|---|---|---|{string.Concat(PictureDescriptor.All.Select(_ => "---|"))}");
        var rows = new List<double[]>();
        foreach (Alteration alteration in Alteration.All)
        {
            double[] row = await RowAsync(alteration, library, keys, databases, keep);
            rows.Add(row);
            Console.WriteLine($"| {alteration.Name} | {string.Join(" | ", row.Select(value => $"{value:0.000}"))} |");
        }

        Console.WriteLine($"| **mean of the {rows.Count}** | {string.Join(" | ", rows[0].Select((_, column) => $"**{rows.Average(row => row[column]):0.000}**"))} |");
        await ShapeShare.WriteAsync(library, shapes);
    }

    private async Task<double[]> RowAsync(Alteration alteration, ImageLibrary library, string[] keys, float[][] databases, string? keep)
    {
        var altered = new byte[_queries.Length][];
        Parallel.For(0, _queries.Length, i =>
        {
            using Image picture = Alteration.Read(_files[_queries[i]])!;
            altered[i] = alteration.Make(picture);
        });
        if (keep is not null) await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(keep).FullName, $"{alteration.Name}.jpg"), altered[0]);

        var request = new SearchRequest
        {
            Pictures = [.. altered.Select((bytes, i) => QueryPicture.FromBytes(bytes, $"{i}"))],
            Options = new SearchOptions { Top = Found },
        };
        SearchReport report = await library.SearchAsync(request, events: null, CancellationToken.None);
        int[] ranks = [.. report.Queries.Select((query, i) => 1 + query.Hits.Select(hit => hit.Key).ToList().IndexOf(keys[_queries[i]]))];
        var row = new List<double> { Share(ranks, 1), Share(ranks, Found) };
        for (int d = 0; d < databases.Length; d++)
        {
            PictureDescriptor descriptor = PictureDescriptor.All[d];
            float[][] copies = new float[altered.Length][];
            Parallel.For(0, altered.Length, i =>
            {
                // As programs that hash read a picture: upright, whole.
                using Image raw = Image.NewFromBuffer(altered[i]);
                using Image upright = raw.Autorot();
                using Image colour = upright.Colourspace(Enums.Interpretation.Srgb);
                copies[i] = descriptor.Make(colour);
            });
            int[] places = CopyRanks.Find(databases[d], copies[0].Length, copies.SelectMany(numbers => numbers).ToArray(), _queries, descriptor.Metric, CancellationToken.None);
            row.Add(Share(places, 1));
        }

        return [.. row];
    }

    private static double Share(int[] ranks, int within) => ranks.Average(rank => rank >= 1 && rank <= within ? 1.0 : 0);
}
