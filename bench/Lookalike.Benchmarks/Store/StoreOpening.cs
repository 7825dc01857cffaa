using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Lookalike.Benchmarks;

/// <summary>A fresh process that opens a store and searches once.</summary>
internal static class StoreOpening
{
    private const string Name = "store-open";

    /// <summary>The child's side: prints the milliseconds from opening to the first answer, those of a second search, and the most memory it took, in bytes.</summary>
    public static Command CreateChild()
    {
        Argument<string> path = new("file");
        var command = new Command(Name, "Opens a store and searches once.") { path };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            float[] query = new float[StoreRecord.Dimension];
            long start = Stopwatch.GetTimestamp();
            using var file = new StoreFile(parsed.GetRequiredValue(path), readOnly: true);
            await file.SearchAsync(query);
            double first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            await file.SearchAsync(query);
            double second = Stopwatch.GetElapsedTime(start).TotalMilliseconds - first;
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{first} {second} {process.PeakWorkingSet64}"));
        });
        return command;
    }

    /// <summary>
    /// Milliseconds from the start of a process to its first answer; of that, from opening to the answer; of a second search; and the
    /// megabytes of memory at the most.
    /// </summary>
    public static (double Process, double Opening, double Second, double Megabytes) Measure(string path)
    {
        long start = Stopwatch.GetTimestamp();
        using Process child = StoreChild.Start(Name, path);
        string? line = child.StandardOutput.ReadLine();
        double whole = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        child.WaitForExit();
        if (child.ExitCode != 0 || line is null) throw new InvalidOperationException($"{Name} {path} ended with {child.ExitCode}.");
        double[] parts = [.. line.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        return (whole - parts[1], parts[0], parts[1], parts[2] / 1e6);
    }
}
