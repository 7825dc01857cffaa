using System.CommandLine;
using System.Globalization;

namespace Lookalike.Reliability.Fuzzing;

/// <summary>Reads so many damaged inputs of every format, and prints what became of them.</summary>
internal static class FuzzCommand
{
    public static Command Create()
    {
        Option<string[]> formats = new("--format") { Description = "What to read; may be given again. All by default.", AllowMultipleArgumentsPerToken = true };
        Option<int> inputs = new("--inputs") { Description = "Inputs, over all formats.", DefaultValueFactory = _ => 3000 };
        Option<int> seed = new("--seed") { Description = "What the inputs follow from.", DefaultValueFactory = _ => 1 };
        Option<int?> only = new("--only") { Description = "The number of the one input to read; with one format." };
        Option<string?> keep = new("--keep") { Description = "A folder for the inputs, with --only for that one, and its stack on stderr." };
        Option<int> jobs = new("--jobs") { Description = "Processes at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
        Option<int> processor = new("--cpu-limit") { Description = "Seconds of processor time that an input may take.", DefaultValueFactory = _ => 20 };
        Option<int> memory = new("--memory-limit") { Description = "Megabytes that a process may take.", DefaultValueFactory = _ => 1024 };
        var command = new Command("fuzz", "Damaged and crafted files of every format.") { formats, inputs, seed, only, keep, jobs, processor, memory };
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] names = parsed.GetValue(formats) is { Length: > 0 } given ? given : [.. FuzzFormats.All.Select(f => f.Name)];
            FuzzFormat[] chosen = [.. names.Select(FuzzFormats.Find)];
            var limits = new FuzzLimits { Processor = TimeSpan.FromSeconds(parsed.GetValue(processor)), Memory = parsed.GetValue(memory) };
            using var folder = new Scratch();
            int shares = chosen.Sum(f => f.Share);
            FormatTally[] tallies = new FormatTally[chosen.Length];
            var order = chosen.Select((format, i) => (format, i)).OrderByDescending(f => f.format.Share);
            await Parallel.ForEachAsync(order, new ParallelOptions { MaxDegreeOfParallelism = parsed.GetValue(jobs), CancellationToken = cancellation }, async (next, _) =>
            {
                var run = new FormatRun(next.format.Name, folder[next.format.Name], parsed.GetValue(seed), limits, parsed.GetValue(keep));
                int count = (int)Math.Ceiling((double)parsed.GetValue(inputs) * next.format.Share / shares);
                tallies[next.i] = parsed.GetValue(only) is { } number ? await run.RunAsync(number, 1) : await run.RunAsync(0, count);
                await Console.Error.WriteLineAsync($"{next.format.Name}: {tallies[next.i].Inputs:N0} inputs");
            });
            Print(tallies, parsed.GetValue(seed));
            return tallies.All(t => t.IsClean) ? 0 : 1;
        });
        return command;
    }

    private static void Print(FormatTally[] tallies, int seed)
    {
        foreach (string example in tallies.SelectMany(t => t.Examples)) Console.WriteLine(example);
        Console.WriteLine();
        Console.WriteLine("| format | inputs | refused | as the seed | other, legal | silent | crashed | hung | too much memory | peak, MB | processor, s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (FormatTally tally in tallies) Console.WriteLine(Row(tally.Format + (tally.GaveUp ? " (stopped early)" : ""), v => tally[v], tally.Inputs, tally.Peak, tally.Processor));
        Console.WriteLine(Row("all", v => tallies.Sum(t => t[v]), tallies.Sum(t => t.Inputs), tallies.Max(t => t.Peak), TimeSpan.FromTicks(tallies.Sum(t => t.Processor.Ticks))));
        Console.WriteLine();
        Console.WriteLine($"seed {seed}; one again: fuzz --format NAME --seed {seed} --only NUMBER --keep FOLDER");

        // As dotnet test says it; each format is one test.
        int clean = tallies.Count(t => t.IsClean);
        Console.WriteLine($"  succeeded: {clean}");
        Console.WriteLine($"  failed: {tallies.Length - clean}");
    }

    private static string Row(string name, Func<Verdict, int> count, int inputs, long peak, TimeSpan processor)
    {
        IEnumerable<string> cells = Enum.GetValues<Verdict>().Select(v => count(v).ToString("N0", CultureInfo.InvariantCulture));
        return $"| {name} | {inputs:N0} | {string.Join(" | ", cells)} | {peak:N0} | {processor.TotalSeconds:N0} |";
    }
}
