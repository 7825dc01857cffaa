using System.CommandLine;
using System.Diagnostics;
using Lookalike.Datasets.Fetching;
using NetVips;

namespace Lookalike.Benchmarks;

/// <summary>What indexing a folder of very many small pictures costs the program itself: its processor time and the most memory that it held.</summary>
internal static class ManyPictures
{
    private const int PicturesOfFolder = 1000;
    private const int Side = 8;
    private const double Megabyte = 1 << 20;

    public static Command Create()
    {
        Option<string> program = new("--program") { Description = "The built lookalike.", Required = true };
        Option<string> model = new("--model") { Description = "Any model.", Required = true };
        Option<int> pictures = new("--pictures") { Description = "Pictures of the folder.", DefaultValueFactory = _ => 200_000 };
        Option<int> runs = new("--runs") { Description = "Runs over the folder once it is indexed.", DefaultValueFactory = _ => 5 };
        var command = new Command("many-pictures", "Processor time and memory of indexing a large folder, and of indexing it again.") { program, model, pictures, runs };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(program), parsed.GetRequiredValue(model), parsed.GetValue(pictures), parsed.GetValue(runs)));
        return command;
    }

    private static void Run(string program, string model, int pictures, int runs)
    {
        using TemporaryFolder folder = new(), made = new();
        Draw(folder.Path, pictures);
        string[] arguments = ["index", folder.Path, "--model", model, "--index", Path.Combine(made.Path, "f.db"), "--quiet"];
        Console.WriteLine($"| {pictures:N0} pictures of {Side} x {Side} | processor, s | most memory, MB |\n|---|---|---|");
        Cost first = Measure(program, arguments);
        Console.WriteLine($"| the first time | {first.Seconds:0.0} | {first.Bytes / Megabyte:0} |");
        Cost[] again = [.. Enumerable.Range(0, runs).Select(_ => Measure(program, arguments))];
        Console.WriteLine($"| again, nothing changed (median of {runs}) | {Median.Of(again.Select(c => c.Seconds)):0.0} | {Median.Of(again.Select(c => c.Bytes / Megabyte)):0} |");
    }

    private static void Draw(string folder, int pictures)
    {
        byte[] pixels = new byte[Side * Side];
        var random = new Random(7);
        for (int i = 0; i < pictures; i++)
        {
            string below = Path.Combine(folder, $"{i / PicturesOfFolder:000}");
            if (i % PicturesOfFolder == 0) Directory.CreateDirectory(below);
            random.NextBytes(pixels);
            using Image image = Image.NewFromMemory(pixels, Side, Side, 1, Enums.BandFormat.Uchar);
            File.WriteAllBytes(Path.Combine(below, $"{i % PicturesOfFolder:000}.png"), image.PngsaveBuffer(compression: 1));
        }
    }

    /// <summary>A process that has ended tells neither, so it is asked while it runs; both only grow.</summary>
    private static Cost Measure(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var cost = new Cost(0, 0);
        while (!process.WaitForExit(5))
        {
            try
            {
                process.Refresh();
                cost = new Cost(process.TotalProcessorTime.TotalSeconds, Math.Max(cost.Bytes, process.PeakWorkingSet64));
            }
            catch (InvalidOperationException)
            {
                // It has ended just now.
            }
        }

        return process.ExitCode == 0 ? cost : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private sealed record Cost(double Seconds, double Bytes);
}
