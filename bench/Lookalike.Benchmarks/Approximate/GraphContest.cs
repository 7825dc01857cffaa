using System.Diagnostics;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;

namespace Lookalike.Benchmarks;

/// <summary>Our graph beside hnswlib's on one set of vectors: building, searching at equal recall, size, and searching among some vectors only.</summary>
internal sealed class GraphContest(VectorSet set, OurGraph ours, HnswlibProgram theirs, int[] threads, int pairs)
{
    // A measurement is long enough for the clock and for waking the threads not to show.
    private const double SecondsOfMeasurement = 0.25;
    private const int FilterSeed = 2;

    private static readonly double[] Recalls = [0.9, 0.95, 0.99, 0.999];
    private static readonly double[] Shares = [0.01, 0.1, 0.5];

    private readonly int[] _truth = Recall.Positions(Exact(set, allowed: default).Found);

    public void Run(int builds)
    {
        Build(builds);
        Size();
        Search();
        SearchFiltered();
    }

    private static (double Seconds, Neighbour[] Found) Exact(VectorSet set, ReadOnlyMemory<ulong> allowed)
    {
        var found = new Neighbour[set.Queries.Length / set.Dimension * GraphSetting.Top];
        long start = Stopwatch.GetTimestamp();
        ExactSearch.Search(set.Vectors, set.Dimension, set.Queries, GraphSetting.Top, DistanceMetric.Euclidean, found, new ExactSearchOptions { Allowed = allowed });
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, found);
    }

    private void Build(int builds)
    {
        Console.WriteLine($"| build, {builds} of each in turn | ours, s | hnswlib, s | times faster |\n|---|---|---|---|");
        foreach (int count in threads)
        {
            var rows = new List<(double Ours, double Theirs)>();
            for (int i = 0; i < builds; i++)
            {
                Console.Error.WriteLine($"building with {count} threads, {i + 1} of {builds}");
                double first = i % 2 == 0 ? ours.Build(count) : theirs.Build(count), second = i % 2 == 0 ? theirs.Build(count) : ours.Build(count);
                rows.Add(i % 2 == 0 ? (first, second) : (second, first));
            }

            Console.WriteLine(
                $"| {count} {(count == 1 ? "thread" : "threads")} | {Median.Of(rows.Select(r => r.Ours)):0.0} | {Median.Of(rows.Select(r => r.Theirs)):0.0} | {Median.Of(rows.Select(r => r.Theirs / r.Ours)):0.00} |");
        }

        Console.WriteLine();
    }

    private void Size()
    {
        int vector = set.Dimension * sizeof(float);
        double our = ours.Bytes() / set.Count, their = theirs.Bytes() / set.Count;
        (double saved, double opened) = ours.SaveAndOpen();
        Console.WriteLine($"Ours is written in {saved:0.00} s and opened, mapped and checked, in {opened:0.000} s.\n");
        Console.WriteLine(
            $"Bytes of a vector: ours {our:0.0}, and {vector} of the caller's matrix, which the last step ranks from: {our + vector:0.0}; hnswlib {their:0.0}, the {vector} of its vectors among them.\n");
    }

    private void Search()
    {
        CandidateLadder our = new(ours, _truth, threads[^1]), their = new(theirs, _truth, threads[^1]);
        Console.WriteLine("| recall@10 | threads | ours: candidates, recall | hnswlib: candidates, recall | ours, queries/s | hnswlib, queries/s | times faster |\n|---|---|---|---|---|---|---|");
        foreach (double recall in Recalls)
        {
            Console.Error.WriteLine($"recall {recall}");
            int? a = our.Reach(recall), b = their.Reach(recall);
            string candidates = $"{Candidates(our, a)} | {Candidates(their, b)}";
            foreach (int count in threads)
            {
                if (a is null || b is null)
                {
                    Console.WriteLine($"| {recall} | {count} | {candidates} | - | - | - |");
                    continue;
                }

                int ourRounds = Rounds(ours, a.Value, count), theirRounds = Rounds(theirs, b.Value, count);
                var duel = new Duel(pairs, () => ours.Search(a.Value, count, ourRounds).Seconds, () => theirs.Search(b.Value, count, theirRounds).Seconds);
                Console.WriteLine($"| {recall} | {count} | {candidates} | {PerSecond(duel.A)} | {PerSecond(duel.B)} | {duel.RatioText} |");
            }
        }

        Console.WriteLine();
    }

    private void SearchFiltered()
    {
        // The candidates that reach .95 of the whole: what a user has set who does not know the filter.
        int candidates = new CandidateLadder(ours, _truth, threads[^1]).Reach(0.95) ?? GraphSetting.BuildCandidates;
        int count = threads[^1];
        Console.WriteLine($"| allowed, {count} threads | candidates | recall@10 | ours, queries/s | exact with the same filter, queries/s | times faster |\n|---|---|---|---|---|---|");
        foreach (double share in Shares)
        {
            ReadOnlyMemory<ulong> allowed = Some(share);
            int[] truth = Recall.Positions(Exact(set, allowed).Found);
            double recall = Recall.Of(truth, ours.Search(candidates, count, 1, allowed).Found, GraphSetting.Top);
            var duel = new Duel(pairs, () => ours.Search(candidates, count, 1, allowed).Seconds, () => Exact(set, allowed).Seconds);
            Console.WriteLine($"| {share * 100:0} % | {candidates} | {recall:0.0000} | {PerSecond(duel.A)} | {PerSecond(duel.B)} | {duel.RatioText} |");
        }

        Console.WriteLine();
    }

    private static string Candidates(CandidateLadder ladder, int? candidates) =>
        candidates is { } count ? $"{count}, {ladder.RecallAt(count):0.0000}" : "not reached";

    private static int Rounds(IGraphContestant graph, int candidates, int threads) =>
        (int)Math.Max(1, Math.Ceiling(SecondsOfMeasurement / graph.Search(candidates, threads, rounds: 1).Seconds));

    private string PerSecond(double seconds) => $"{set.Queries.Length / set.Dimension / seconds:N0}";

    private ulong[] Some(double share)
    {
        var random = new Random(FilterSeed);
        ulong[] words = new ulong[(set.Count + 63) / 64];
        for (int i = 0; i < set.Count; i++)
        {
            if (random.NextDouble() < share) words[i / 64] |= 1UL << (i % 64);
        }

        return words;
    }
}
