using System.CommandLine;
using System.Globalization;

namespace Lookalike.Benchmarks;

/// <summary>A whole search, from the start of the process to the printed hits, beside a process that prints one line.</summary>
internal static class ColdSearch
{
    public static Command Create()
    {
        Option<string> program = new("--program") { Description = "The published lookalike.", Required = true };
        Option<string> hello = new("--hello") { Description = "The published HelloWorld.", Required = true };
        Option<string> model = new("--model") { Required = true };
        Option<string> index = new("--index") { Required = true };
        Option<string> query = new("--query") { Required = true };
        Option<int> runs = new("--runs") { DefaultValueFactory = _ => 21 };
        var command = new Command("cold-search", "Process start to hits, beside a hello-world process, in turn.") { program, hello, model, index, query, runs };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(program),
            parsed.GetRequiredValue(hello),
            ["search", "--model", parsed.GetRequiredValue(model), "--index", parsed.GetRequiredValue(index), "--query", parsed.GetRequiredValue(query), "--json"],
            parsed.GetValue(runs)));
        return command;
    }

    private static void Run(string program, string hello, string[] arguments, int runs)
    {
        var pairs = new List<(double Search, double Hello)>();
        var stages = new Dictionary<string, List<double>>();
        for (int i = -2; i < runs; i++)
        {
            double helloMs = Time(hello, [], stages: null), searchMs = Time(program, arguments, i < 0 ? null : stages);
            if (i >= 0) pairs.Add((searchMs, helloMs));
        }

        Console.WriteLine($"{runs} pairs, medians");
        Console.WriteLine($"hello world  {Median.Of(pairs.Select(p => p.Hello)):0} ms");
        Console.WriteLine($"search       {Median.Of(pairs.Select(p => p.Search)):0} ms, {Median.Of(pairs.Select(p => p.Search / p.Hello)):0.0} times hello world (median of pairs)");
        foreach ((string stage, List<double> values) in stages) Console.WriteLine($"  {stage,-10} {Median.Of(values):0} ms");
        double told = stages.Values.Sum(v => Median.Of(v));
        Console.WriteLine($"  {"runtime",-10} {Median.Of(pairs.Select(p => p.Search)) - told:0} ms (start and end of the process)");
    }

    private static double Time(string program, string[] arguments, Dictionary<string, List<double>>? stages)
    {
        (double seconds, string error) = ProgramRun.Time(program, arguments, ("LOOKALIKE_TIMINGS", "1"));
        foreach (string line in error.Split('\n').Where(l => l.StartsWith("timing ", StringComparison.Ordinal)))
        {
            string[] words = line.Split(' ');
            if (stages is null) continue;
            if (!stages.TryGetValue(words[1], out List<double>? values)) stages[words[1]] = values = [];
            values.Add(double.Parse(words[2], CultureInfo.InvariantCulture));
        }

        return seconds * 1000;
    }
}
