using System.CommandLine;
using System.Diagnostics;
using Lookalike.Reliability.Cuts;
using Lookalike.Reliability.Disks;
using Lookalike.Reliability.Kills;
using Lookalike.Reliability.Limits;

namespace Lookalike.Reliability.Suite;

/// <summary>Runs the cases, and prints what they came to.</summary>
internal static class SuiteCommand
{
    private static readonly ReliabilityCase[] Cases =
    [
        new NewIndexKills(), new ChangedIndexKills(), new WatchKills(), new DoctorKills(), new TrainingKills(), new UpsertKills(), new PowerCuts(), new DiskFaults(), new TightRuns(),
    ];

    public static Command Create()
    {
        Option<string[]> parts = new("--part") { Description = "What to do; may be given again. All by default.", AllowMultipleArgumentsPerToken = true };
        parts.AcceptOnlyFromAmong([.. Cases.Select(c => c.Part).Concat(Cases.Select(c => c.Name)).Distinct()]);
        Option<int> count = new("--count") { Description = "How often each.", DefaultValueFactory = _ => 100 };
        Option<int> seed = new("--seed") { Description = "What moments and places follow from.", DefaultValueFactory = _ => 1 };
        Option<int> jobs = new("--jobs") { Description = "Cases at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new Command("suite", "Kills, power cuts, faults of the disk, tight limits.") { parts, count, seed, jobs };
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] wanted = parsed.GetValue(parts) ?? [];
            ReliabilityCase[] chosen = [.. Cases.Where(c => wanted.Length == 0 || wanted.Contains(c.Part) || wanted.Contains(c.Name))];
            CaseTally[] tallies = [.. chosen.Select(c => new CaseTally(c.Name))];
            var seconds = new double[chosen.Length];
            await Parallel.ForAsync(0, chosen.Length, new ParallelOptions { MaxDegreeOfParallelism = parsed.GetValue(jobs), CancellationToken = cancellation }, async (i, _) =>
            {
                using var folder = new Scratch();
                long start = Stopwatch.GetTimestamp();
                await chosen[i].RunAsync(folder.Folder, parsed.GetValue(count), new Random(parsed.GetValue(seed)), tallies[i]);
                seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
                await Console.Error.WriteLineAsync($"{chosen[i].Name}: {tallies[i].Tried} in {seconds[i]:N0} s");
            });
            Print(tallies, seconds);
            return tallies.All(t => t.IsClean) ? 0 : 1;
        });
        return command;
    }

    private static void Print(CaseTally[] tallies, double[] seconds)
    {
        foreach (string note in tallies.SelectMany(t => t.Notes)) Console.WriteLine(note);
        Console.WriteLine();
        Console.WriteLine("| what | tried | met at work | crashed | hung | lost | seconds |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        for (int i = 0; i < tallies.Length; i++)
        {
            CaseTally t = tallies[i];
            Console.WriteLine($"| {t.Name} | {t.Tried:N0} | {t.AtWork:N0} | {t.Crashed} | {t.Hung} | {t.Lost} | {seconds[i]:N0} |");
        }
    }
}
