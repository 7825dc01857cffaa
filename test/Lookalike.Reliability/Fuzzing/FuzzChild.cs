using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace Lookalike.Reliability.Fuzzing;

/// <summary>
/// The side that reads the inputs, in a process that may end by it. It says what it begins and what became of it:
/// <c>&gt; number cpu-ms</c>, then <c>&lt; number verdict peak-MB detail</c>; at last <c>= number cpu-ms</c>.
/// </summary>
internal static class FuzzChild
{
    public const string Name = "fuzz-child";

    public static Command Create()
    {
        Argument<string> format = new("format"), folder = new("folder");
        Argument<int> seed = new("seed"), first = new("first"), count = new("count");
        Option<long> memory = new("--memory");
        Option<string?> keep = new("--keep");
        var command = new Command(Name, "Reads inputs of one format.") { format, folder, seed, first, count, memory, keep };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            FuzzFormat chosen = FuzzFormats.Find(parsed.GetRequiredValue(format));
            chosen.Prepare(parsed.GetRequiredValue(folder));
            int from = parsed.GetValue(first);
            return Run(chosen, parsed.GetValue(seed), from, from + parsed.GetValue(count), parsed.GetValue(memory), parsed.GetValue(keep));
        });
        return command;
    }

    private static int Run(FuzzFormat format, int seed, int first, int end, long memory, string? keep)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        using var self = Process.GetCurrentProcess();
        for (int i = first; i < end; i++)
        {
            Say('>', i);
            Outcome outcome = Read(format, new Random(SeedOf(format.Name, seed, i)), i, keep);
            long peak = PeakMemory.OfThisProcess();
            if (peak > memory && !outcome.IsFault) outcome = new Outcome(Verdict.Memory, $"{peak} MB of memory");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"< {i} {outcome.Verdict} {peak} {OneLine(outcome.Detail)}"));

            // The peak never falls: who goes on would blame the next ones for it.
            if (outcome.Verdict == Verdict.Memory) return 1;
        }

        Say('=', end);
        return 0;

        void Say(char what, int number)
        {
            self.Refresh();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {number} {self.TotalProcessorTime.TotalMilliseconds:0}"));
        }
    }

    private static Outcome Read(FuzzFormat format, Random random, int number, string? keep)
    {
        string change = "";
        try
        {
            FuzzInput input = format.Make(random);
            change = input.Change;
            if (keep is not null) Keep(input, Path.Combine(keep, $"{format.Name}-{number}"));
            Outcome outcome = format.Try(input);
            return outcome.IsFault ? outcome with { Detail = $"{outcome.Detail} [{change}]" } : outcome;
        }
#pragma warning disable CA1031 // what the documentation does not name is the finding
        catch (Exception fault)
        {
            if (format.IsRefusal(fault)) return new Outcome(Verdict.Refused);
            if (keep is not null) Console.Error.WriteLine(fault);
            return new Outcome(Verdict.Crash, $"{fault.GetType().Name}{Place(fault)}: {fault.Message} [{change}]");
        }
#pragma warning restore CA1031
    }

    private static void Keep(FuzzInput input, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, input.Bytes);
        if (input.Companion is { } companion) File.WriteAllBytes(path + "-companion", companion);
        File.WriteAllText(path + ".txt", input.Change + "\n");
    }

    /// <summary>The first frame of ours: what tells one fault from another.</summary>
    private static string Place(Exception fault)
    {
        foreach (StackFrame frame in new StackTrace(fault).GetFrames())
        {
            if (frame.GetMethod() is { DeclaringType: { } type } method && type.Namespace?.StartsWith("Lookalike", StringComparison.Ordinal) == true)
                return $" in {type.Name}.{method.Name}";
        }

        return "";
    }

    private static int SeedOf(string format, int seed, int number) =>
        (int)XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{format}/{seed}/{number}")));

    private static string OneLine(string text) => string.Concat(text.Take(400).Select(c => char.IsControl(c) ? ' ' : c));
}
