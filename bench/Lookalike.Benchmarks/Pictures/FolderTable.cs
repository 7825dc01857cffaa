using System.CommandLine;
using System.Diagnostics;
using Lookalike.Application.Indexing;
using Lookalike.Datasets.Fetching;
using Lookalike.Imaging;
using Lookalike.Imaging.Reading;
using Lookalike.Index.Sqlite;
using Lookalike.Models;
using Lookalike.Models.Encoders;

namespace Lookalike.Benchmarks;

/// <summary>
/// A folder indexed from end to end - found, hashed, decoded, encoded, stored - beside libvips called on the same files in a bare loop, in turn;
/// and what the second pass over a folder costs.
/// </summary>
internal static class FolderTable
{
    public static Command Create()
    {
        Option<string> model = new("--model") { Description = "A model that was trained on pictures.", Required = true };
        Option<int> pairs = new("--pairs") { Description = "Pairs of rounds.", DefaultValueFactory = _ => 7 };
        Option<int> pictures = new("--pictures") { Description = "Pictures of the folder that is indexed again.", DefaultValueFactory = _ => 10_000 };
        var command = new Command("folder", "Indexing a folder of pictures, and indexing it again.") { model, pairs, pictures };
        command.SetAction((parsed, cancellation) => RunAsync(
            ModelFile.Read(parsed.GetRequiredValue(model)), parsed.GetValue(pairs), parsed.GetValue(pictures), cancellation));
        return command;
    }

    private static async Task RunAsync(ModelFile model, int pairs, int pictures, CancellationToken cancellation)
    {
        PictureReader.Prepare();
        PixelShape shape = model.Metadata.Preprocessing.Shape;
        using IImageEncoder encoder = model.OpenEncoder();
        Console.WriteLine($"To {shape}, latent {encoder.Description.LatentSize}, {Environment.ProcessorCount} threads; medians of {pairs} pairs.\n");
        Console.WriteLine("| pictures | indexed end to end, images/s | bare decode-and-resize loop, images/s | ratio |\n|---|---|---|---|");
        Row("JPEG of 4000 x 3000", 48, 4000, 3000, ".jpg[Q=90]");
        Row("JPEG of 800 x 600", 600, 800, 600, ".jpg[Q=90]");
        Row("PNG of 64 x 64", 2000, 64, 64, ".png");
        await AgainAsync().ConfigureAwait(false);

        void Row(string name, int count, int width, int height, string format)
        {
            using var folder = new TemporaryFolder();
            string[] paths = DrawnPictures.Write(folder.Path, count, width, height, format);
            var duel = new Duel(pairs, Indexed, () => Seconds(() => BareDecoding.Run(paths, shape)));
            Console.WriteLine($"| {count} of {name} | {count / duel.A:N0} | {count / duel.B:N0} | {duel.RatioText} |");

            double Indexed()
            {
                using var made = new TemporaryFolder();
                return Seconds(() => Expect(count, IndexAsync(folder.Path, Path.Combine(made.Path, "f.db")).GetAwaiter().GetResult()));
            }
        }

        async Task AgainAsync()
        {
            using TemporaryFolder folder = new(), made = new();
            string index = Path.Combine(made.Path, "f.db");
            string[] paths = DrawnPictures.Write(folder.Path, pictures, 64, 64, ".png");
            Console.WriteLine($"\n| {pictures:N0} pictures of 64 x 64 | seconds | encoded |\n|---|---|---|");
            await TellAsync("the first time").ConfigureAwait(false);
            var unchanged = new List<double>();
            for (int i = 0; i < pairs; i++) unchanged.Add((await IndexAsync(folder.Path, index).ConfigureAwait(false)).Seconds);
            Console.WriteLine($"| again, nothing changed (median of {pairs}) | {Median.Of(unchanged):0.00} | 0 |");
            foreach (string path in paths.Take(pictures / 100)) File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
            await TellAsync("again, one in a hundred with another time").ConfigureAwait(false);
            for (int i = 0; i < pictures / 100; i++) File.Copy(paths[^1], paths[i], overwrite: true);
            await TellAsync("again, one in a hundred now a copy of another").ConfigureAwait(false);
            Directory.CreateDirectory(Path.Combine(folder.Path, "moved"));
            foreach (string path in paths.Skip(pictures / 2)) File.Move(path, Path.Combine(folder.Path, "moved", Path.GetFileName(path)));
            await TellAsync("again, half of them moved").ConfigureAwait(false);

            async Task TellAsync(string what)
            {
                IndexSummary summary = await IndexAsync(folder.Path, index).ConfigureAwait(false);
                Console.WriteLine($"| {what} | {summary.Seconds:0.00} | {summary.Encoded:N0} |");
            }
        }

        async Task<IndexSummary> IndexAsync(string folder, string path)
        {
            using ImageIndex index = await ImageIndex.OpenForWritingAsync(new SqliteIndexEngine(), path, model.Metadata, new IndexWriting(), cancellation).ConfigureAwait(false);
            return await new FolderIndexer(index, encoder).RunAsync(new FolderSelection { Folders = [folder] }, cancellation).ConfigureAwait(false);
        }
    }

    private static void Expect(int count, IndexSummary summary)
    {
        if (summary.Encoded != count) throw new InvalidOperationException($"Expected {count} pictures to be encoded, found {summary.Encoded}.");
    }

    private static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
