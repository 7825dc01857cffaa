using System.CommandLine;
using System.Runtime.Intrinsics;
using Lookalike.Datasets.Fetching;
using Lookalike.Search.Exact;

namespace Lookalike.Benchmarks;

/// <summary>Exact search beside what bounds it, beside faiss and beside a plain loop, in turn, in one run.</summary>
internal static class ExactSearchTable
{
    private const int Dimension = 64;
    private const int Seed = 1;

    public static Command Create()
    {
        Option<string> python = new("--python") { Description = "The Python that has faiss.", DefaultValueFactory = _ => "/usr/bin/python3" };
        Option<int> pairs = new("--pairs") { Description = "Pairs of measurements of each row.", DefaultValueFactory = _ => 7 };
        Option<bool> quick = new("--quick") { Description = "A tenth of the vectors and of the queries, to see that everything works." };
        var command = new Command("exact-search", "Exact search beside the memory's speed, faiss and a plain loop.") { python, pairs, quick };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(python), parsed.GetValue(pairs), parsed.GetValue(quick) ? 10 : 1));
        return command;
    }

    private static void Run(string python, int pairs, int divisor)
    {
        int threads = Environment.ProcessorCount, queries = 1000 / divisor;
        using var folder = new TemporaryFolder();
        using var faiss = new FaissProgram(python, folder.Path);
        string width = Vector512.IsHardwareAccelerated ? "512" : Vector256.IsHardwareAccelerated ? "256" : "128";
        Console.WriteLine($"Top 10, Euclidean unless said; {pairs} pairs, medians, (lowest..highest). {threads} cores, .NET {Environment.Version}, {width}-bit vectors; {faiss.Information}.");
        Console.WriteLine(ExactContest.Header);
        ExactContest.WarmUp(threads);
        foreach (int count in new[] { 200_000 / divisor, 1_000_000 / divisor })
        {
            Console.Error.WriteLine($"{count:N0} x {Dimension}");
            var set = new ClusteredVectors(count, queries, Dimension, Seed);
            string vectors = Path.Combine(folder.Path, "vectors"), wanted = Path.Combine(folder.Path, "queries");
            VectorFiles.Write(vectors, set.Vectors);
            VectorFiles.Write(wanted, set.Queries);
            faiss.Load(vectors, Dimension, wanted);
            var contest = new ExactContest(set, pairs);
            Console.WriteLine(contest.BesideFaiss(faiss, queries, threads));
            Console.WriteLine(contest.BesideFaiss(faiss, 1, 1));
            Console.WriteLine(contest.BesidePlainLoop(few: 8, threads));
            Console.WriteLine(contest.BesideReading());
            Console.WriteLine(contest.CosineBesideEuclidean(lengths: null));
            Console.WriteLine(contest.CosineBesideEuclidean(RowLengths.Of(set.Vectors, Dimension)));
        }

        Console.WriteLine(new ExactContest(new ClusteredVectors(60_000, 1, 32, Seed), pairs).Alone(rounds: 50));
    }
}
