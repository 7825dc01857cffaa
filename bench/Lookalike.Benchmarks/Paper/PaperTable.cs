using System.CommandLine;
using Lookalike.Application.Indexing;
using Lookalike.Application.Searching;
using Lookalike.Datasets;
using Lookalike.Datasets.Store;
using Lookalike.Imaging;
using Lookalike.Imaging.Ink;
using Lookalike.Imaging.Reading;
using Lookalike.Imaging.Sheets;
using Lookalike.Index.Sqlite;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Search.Distances;

namespace Lookalike.Benchmarks;

/// <summary>How often a digit on a drawn sheet of paper finds its own kind first: the sheet fitted as a whole, and what is drawn on it framed.</summary>
internal static class PaperTable
{
    public static Command Create()
    {
        Option<string> model = new("--model") { Description = "A model trained on MNIST.", DefaultValueFactory = _ => "output/autoencoder.onnx" };
        Option<string> index = new("--index") { Description = "MNIST's training split, indexed with it.", DefaultValueFactory = _ => "output/features.db" };
        Option<int> digits = new("--digits") { Description = "Test digits, each drawn in every kind.", DefaultValueFactory = _ => 20 };
        Option<int> seed = new("--seed") { Description = "The seed of the digits and the sheets.", DefaultValueFactory = _ => 42 };
        Option<string?> keep = new("--keep") { Description = "A folder to write the sheets and what the model sees of them to." };
        var command = new Command("paper", "Test digits of MNIST as ink on drawn sheets of paper: first hits of the right label, by what is hard about the sheet.") { model, index, digits, seed, keep };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(model), parsed.GetRequiredValue(index), parsed.GetValue(digits), parsed.GetValue(seed), parsed.GetValue(keep), cancellation));
        return command;
    }

    private static async Task RunAsync(string modelPath, string indexPath, int count, int seed, string? keep, CancellationToken cancellation)
    {
        ModelFile model = ModelFile.Read(modelPath);
        using IImageEncoder encoder = model.OpenEncoder();
        using ImageIndex index = await ImageIndex.OpenAsync(new SqliteIndexEngine(), indexPath, model.Metadata, cancellation);
        var store = new DatasetStore();
        Preprocessing preprocessing = model.Metadata.Preprocessing, whole = With(preprocessing, inkBox: null);
        Preprocessing framed = preprocessing.InkBox is null ? With(preprocessing, BoxOf(store.Open("mnist", DatasetSplit.Train).Images)) : preprocessing;
        IReadOnlyList<QueryImage> digits = QueryImage.Sample(store.Open("mnist", DatasetSplit.Test), count, seed);

        Console.WriteLine($"{count} test digits of MNIST in {Enum.GetValues<PaperKind>().Length} kinds of sheet, seed {seed}; first hits of the right label");
        Console.WriteLine("| sheet | fitted as a whole | drawing framed | CPU ms a sheet, whole | framed |");
        Console.WriteLine("|---|---|---|---|---|");
        int[] totals = new int[2];
        foreach (PaperKind kind in Enum.GetValues<PaperKind>())
        {
            var random = new Random(seed + (1000 * (int)kind));
            byte[][] sheets = [.. digits.Select(d => new PaperSheet(kind, random).Draw(d.Pixels.Span))];
            (int right, double ms, _) = await CountAsync(sheets, whole);
            (int rightFramed, double msFramed, IReadOnlyList<QueryImage> seen) = await CountAsync(sheets, framed);
            totals[0] += right;
            totals[1] += rightFramed;
            Console.WriteLine($"| {kind} | {right} / {count} | {rightFramed} / {count} | {ms:0.0} | {msFramed:0.0} |");
            if (keep is not null) Keep(keep, kind, sheets, seen);
        }

        int all = count * Enum.GetValues<PaperKind>().Length;
        (int plain, _, _) = await CountImagesAsync(digits);
        Console.WriteLine($"| all | {totals[0]} / {all} ({100.0 * totals[0] / all:0.0} %) | {totals[1]} / {all} ({100.0 * totals[1] / all:0.0} %) | | |");
        Console.WriteLine($"| the digits themselves | {plain} / {count} | | | |");

        async Task<(int Right, double Milliseconds, IReadOnlyList<QueryImage> Seen)> CountAsync(byte[][] sheets, Preprocessing input)
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            QueryImage[] queries = [.. sheets.Select((sheet, i) => QueryImage.FromBytes(sheet, digits[i].Name, input))];
            double milliseconds = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds / count;
            return ((await CountImagesAsync(queries)).Right, milliseconds, queries);
        }

        async Task<(int Right, double Milliseconds, IReadOnlyList<QueryImage> Seen)> CountImagesAsync(IReadOnlyList<QueryImage> queries)
        {
            SearchReport report = await new Searcher(index).SearchAsync(queries, Searcher.Encode(encoder, queries), 1, DistanceMetric.Euclidean, exact: true, cancellation);
            return (report.Queries.Select((q, i) => q.Hits[0].Label == digits[i].Label).Count(right => right), 0, queries);
        }

        void Keep(string folder, PaperKind kind, byte[][] sheets, IReadOnlyList<QueryImage> seen)
        {
            Directory.CreateDirectory(folder);
            for (int i = 0; i < sheets.Length; i++) File.WriteAllBytes(Path.Combine(folder, $"{kind}-{i:00}-{digits[i].Label}.jpg"), sheets[i]);
            Montage.Save(Path.Combine(folder, $"{kind}.png"), [.. sheets.Select((sheet, i) => new MontageRow
            {
                Query = new Tile { Shape = new PixelShape(3, 160, 160), Pixels = new PictureReader().Read(sheet, "sheet", new PixelShape(3, 160, 160)).Pixels, Caption = $"label {digits[i].Label}" },
                Hits = [new Tile { Shape = framed.Shape, Pixels = seen[i].Pixels }, new Tile { Shape = framed.Shape, Pixels = digits[i].Pixels }],
            })]);
        }
    }

    private static int? BoxOf(ImageSet images) => CentredInk.SideOf(images[0], images.Height, images.Width);

    private static Preprocessing With(Preprocessing preprocessing, int? inkBox) => new()
    {
        Channels = preprocessing.Channels,
        Height = preprocessing.Height,
        Width = preprocessing.Width,
        Background = preprocessing.Background,
        Fit = preprocessing.Fit,
        InkBox = inkBox,
    };
}
