using System.CommandLine;
using System.Diagnostics;
using Lookalike.Search.Duplicates;

namespace Lookalike.Benchmarks;

/// <summary>Groups of near-identical vectors: how long, how much memory, and how many of the planted copies are found.</summary>
internal static class DuplicatesTable
{
    private const int Dimension = 64;
    private const int Seed = 1;
    private const float PlantedShare = 0.05f;

    public static Command Create()
    {
        Option<int> count = new("--count") { Description = "Vectors, the planted copies included.", DefaultValueFactory = _ => 100_000 };
        Option<float[]> moved = new("--moved")
        {
            Description = "How far copies are moved, in parts of the median distance to the nearest neighbour; a row for each.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [0.001f, 0.1f, 0.2f],
        };
        var command = new Command("duplicates", "Groups of near-identical vectors: seconds, memory, and planted copies found.") { count, moved };
        command.SetAction(parsed => Run(parsed.GetValue(count), parsed.GetRequiredValue(moved)));
        return command;
    }

    private static void Run(int count, float[] moved)
    {
        Console.WriteLine($"{count:N0} x {Dimension} clustered, {PlantedShare:P0} of them near-copies; Euclidean, {Environment.ProcessorCount} threads, seed {Seed}.");
        Console.WriteLine("| vectors | copies moved by | within | seconds to choose | seconds to group | of processor time | memory beside the vectors | found / planted | groups of others |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        DuplicateGroups.Find(new ClusteredVectors(5000, 1, Dimension, Seed).Vectors, Dimension, 0.1f); // compiles the code that is measured
        foreach (float share in moved) Console.WriteLine(Row(count, share));
        Console.WriteLine(RowOfCopies(count / 5));
        using var self = Process.GetCurrentProcess();
        Console.WriteLine($"Peak working set of the whole process: {self.PeakWorkingSet64 / 1e6:N0} MB; the vectors are {(long)count * Dimension * sizeof(float) / 1e6:N0} MB; two such arrays live while they are drawn.");
    }

    private static string Row(int count, float share)
    {
        var planted = new PlantedCopies(count, (int)(count * PlantedShare), Dimension, share, Seed);
        long start = Stopwatch.GetTimestamp();
        float within = DuplicateDistance.Suggest(planted.Vectors, Dimension);
        double choosing = Stopwatch.GetElapsedTime(start).TotalSeconds;
        (int[][] groups, double seconds, double processor, long bytes) = Measure(planted.Vectors, within);
        return $"| {count:N0} x {Dimension} | {share:g} of the median | {within:g3} | {choosing:0.00} | {seconds:0.00} | {processor:0.00} | {bytes / 1e6:0.0} MB "
            + $"| {planted.Found(groups):N0} / {planted.Count:N0} | {planted.Others(groups):N0} |";
    }

    /// <summary>The case in which every pair is near.</summary>
    private static string RowOfCopies(int count)
    {
        (int[][] groups, double seconds, double processor, long bytes) = Measure(new float[count * Dimension], 0);
        return $"| {count:N0} x {Dimension}, all identical | - | 0 | - | {seconds:0.00} | {processor:0.00} | {bytes / 1e6:0.0} MB | {groups.Sum(g => g.Length):N0} in {groups.Length} group | 0 |";
    }

    // All that is allocated while the groups are found, on all threads, collected or not: no less than the peak. Processor time, of all
    // threads together, says more than the clock where other programs run.
    private static (int[][] Groups, double Seconds, double Processor, long Bytes) Measure(float[] vectors, float within)
    {
        using var self = Process.GetCurrentProcess();
        long before = GC.GetTotalAllocatedBytes(precise: true), start = Stopwatch.GetTimestamp();
        TimeSpan processor = self.TotalProcessorTime;
        int[][] groups = DuplicateGroups.Find(vectors, Dimension, within);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        self.Refresh();
        return (groups, seconds, (self.TotalProcessorTime - processor).TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - before);
    }
}
