using System.CommandLine;
using Lookalike.Datasets.Fetching;

namespace Lookalike.Benchmarks;

/// <summary>The SQLite vector store through its public face: writing, opening, searching while written to.</summary>
internal static class StoreTable
{
    private const int Repetitions = 5;
    private const int Openings = 9;

    public static Command Create()
    {
        Option<string[]> parts = new("--part") { Description = "What to measure; may be given again. All by default.", DefaultValueFactory = _ => ["insert", "open", "traffic"] };
        parts.AcceptOnlyFromAmong("insert", "open", "traffic");
        Option<int> count = new("--count") { Description = "Records of the file to open.", DefaultValueFactory = _ => 1_000_000 };
        Option<string?> kept = new("--file") { Description = "A file to open, written where there is none, and kept." };
        Option<bool> quick = new("--quick") { Description = "A tenth of everything, to see that it works." };
        var command = new Command("store", "The SQLite vector store: insert rate, opening, searches while writing.") { parts, count, kept, quick };
        command.SetAction(async (parsed, _) =>
        {
            int divisor = parsed.GetValue(quick) ? 10 : 1;
            string[] wanted = parsed.GetRequiredValue(parts);
            using var folder = new TemporaryFolder();
            Console.WriteLine($"Records of a key, a text and {StoreRecord.Dimension} floats. {Environment.ProcessorCount} cores, .NET {Environment.Version}, files in {Path.GetTempPath()}.");
            if (wanted.Contains("insert")) await InsertAsync(folder.Path, 200_000 / divisor);
            if (wanted.Contains("open")) await OpenAsync(parsed.GetValue(kept) ?? Path.Combine(folder.Path, "opening.db"), parsed.GetValue(count) / divisor);
            if (wanted.Contains("traffic")) await SearchAsync(folder.Path, 200_000 / divisor, TimeSpan.FromSeconds(20.0 / divisor));
        });
        return command;
    }

    private static async Task InsertAsync(string folder, int count)
    {
        Console.WriteLine($"\n| {count:N0} records into a new file, batches of 1,000 | until committed, records/s | until closed, records/s | goal |\n|---|---|---|---|");
        foreach (int writers in new[] { 1, 2 })
        {
            var runs = new List<(double Committed, double Closed)>();
            for (int i = -1; i < Repetitions; i++)
            {
                Console.Error.WriteLine($"writing {count:N0} records, {writers} writers");
                (double Committed, double Closed) run = await StoreInsertion.MeasureAsync(folder, count, writers);
                if (i >= 0) runs.Add(run);
            }

            Console.WriteLine($"| {writers} {(writers == 1 ? "writer" : "writers")} | {Text(runs.Select(r => r.Committed))} | {Text(runs.Select(r => r.Closed))} | 100,000 |");
        }
    }

    private static async Task OpenAsync(string path, int count)
    {
        if (!File.Exists(path))
        {
            Console.Error.WriteLine($"writing {count:N0} records to open");
            using var file = new StoreFile(path);
            await file.FillAsync(count, batch: 10_000);
        }

        var runs = new List<(double Process, double Opening, double Second, double Megabytes)>();
        for (int i = -1; i < Openings; i++)
        {
            (double Process, double Opening, double Second, double Megabytes) run = StoreOpening.Measure(path);
            if (i >= 0) runs.Add(run);
        }

        Console.WriteLine($"\n| {count:N0} records in a file of {new FileInfo(path).Length / 1e6:N0} MB, fresh process, {Openings} runs | | goal |\n|---|---|---|");
        Console.WriteLine($"| start of the process to the first answer, ms | {Text(runs.Select(r => r.Process))} | {(count > 1_000_000 ? "3,000" : "1,500")} |");
        Console.WriteLine($"| of that, opening to the first answer, ms | {Text(runs.Select(r => r.Opening))} | |");
        Console.WriteLine($"| a second search, ms | {Text(runs.Select(r => r.Second))} | |");
        Console.WriteLine($"| memory at the most, MB | {Text(runs.Select(r => r.Megabytes))} | |");
    }

    private static async Task SearchAsync(string folder, int count, TimeSpan duration)
    {
        Console.Error.WriteLine($"writing {count:N0} records to search");
        string path = Path.Combine(folder, "traffic.db");
        using (var file = new StoreFile(path)) await file.FillAsync(count, batch: 10_000);
        Console.WriteLine($"\nSearches of {count:N0} records for the 10 nearest, {duration.TotalSeconds:0} s; the goal is a p99 of 50 ms.\n");
        Console.WriteLine("| written meanwhile | records/s | searchers | searches | p50, ms | p99, ms | longest, ms |\n|---|---|---|---|---|---|---|");
        Console.WriteLine(await StoreTraffic.IdleAsync(path, count, duration));
        Console.WriteLine(await StoreTraffic.ChangingAsync(path, count, duration, searchers: 1));
        Console.WriteLine(await StoreTraffic.ChangingAsync(path, count, duration, searchers: 2));
        Console.WriteLine(await StoreTraffic.AppendingAsync(path, count, duration));
        File.Delete(path);
    }

    private static string Text(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return $"{Median.Of(all):N0} ({all.Min():N0}..{all.Max():N0})";
    }
}
