using System.CommandLine;
using System.Diagnostics;
using Lookalike.Datasets.Fetching;
using Lookalike.Imaging;
using Lookalike.Imaging.Folders;
using Lookalike.Imaging.Reading;

namespace Lookalike.Benchmarks;

/// <summary>Pictures read from a folder, found, decoded and in order, beside libvips called on the same files in a bare loop, in turn.</summary>
internal static class PictureTable
{
    public static Command Create()
    {
        Option<int> pairs = new("--pairs") { Description = "Pairs of rounds.", DefaultValueFactory = _ => 11 };
        Option<int> side = new("--side") { Description = "The pictures become colour squares of this side.", DefaultValueFactory = _ => 48 };
        Option<string[]> parts = new("--part") { Description = "What to measure; may be given again. All by default.", DefaultValueFactory = _ => ["large", "medium", "small"] };
        parts.AcceptOnlyFromAmong("large", "medium", "small");
        Option<bool> processor = new("--processor-time") { Description = "Measure processor time, for a machine that others use." };
        var command = new Command("pictures", "Reading a folder of pictures, beside a bare loop of the decoder on as many threads.") { pairs, side, parts, processor };
        command.SetAction(parsed => Run(
            parsed.GetValue(pairs), new PixelShape(3, parsed.GetValue(side), parsed.GetValue(side)), parsed.GetRequiredValue(parts), parsed.GetValue(processor) ? ProcessorTime : WallTime));
        return command;
    }

    private static void Run(int pairs, PixelShape shape, string[] parts, Func<Action, double> clock)
    {
        // The settings of libvips are the process's, and both contestants' alike.
        PictureReader.Prepare();
        string unit = clock == ProcessorTime ? "images a second of processor time" : "images/s";
        Console.WriteLine($"Medians of {pairs} pairs, to {shape}, {Environment.ProcessorCount} threads, files in {Path.GetTempPath()} and in the system's cache.\n");
        Console.WriteLine($"| pictures | found and read, {unit} | bare loop, {unit} | ratio | goal |\n|---|---|---|---|---|");
        if (parts.Contains("large")) Row("JPEG of 4000 x 3000", 16, 4000, 3000, ".jpg[Q=90]");
        if (parts.Contains("medium")) Row("JPEG of 800 x 600", 200, 800, 600, ".jpg[Q=90]");
        if (parts.Contains("small")) Row("PNG of 64 x 64", 2000, 64, 64, ".png");

        void Row(string name, int count, int width, int height, string format)
        {
            using var folder = new TemporaryFolder();
            string[] paths = DrawnPictures.Write(folder.Path, count, width, height, format);
            var pipeline = new PicturePipeline(new PictureReader(), shape);
            var duel = new Duel(pairs, () => clock(() => Read(pipeline, folder.Path, count)), () => clock(() => BareDecoding.Run(paths, shape)));
            Console.WriteLine($"| {count} of {name} | {count / duel.A:N0} | {count / duel.B:N0} | {duel.RatioText} | 0.85 |");
        }
    }

    private static void Read(PicturePipeline pipeline, string folder, int count)
    {
        int read = pipeline.ReadAsync(PictureFolder.Walk(folder)).ToBlockingEnumerable().Count(result => result.Picture is not null);
        if (read != count) throw new InvalidOperationException($"Expected {count} pictures in {folder}, read {read}.");
    }

    private static double WallTime(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double ProcessorTime(Action work)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }
}
