using System.Diagnostics;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;

namespace Lookalike.Benchmarks;

/// <summary>Our exact search of one set of vectors, and the rows of the table that compare it.</summary>
internal sealed class ExactContest(ClusteredVectors set, int pairs)
{
    private const int Top = 10;

    // After 30 calls and a tenth of a second without new code, a method is compiled again in the background, twice in its life.
    private const int CompilerTiers = 3;
    private const int CallsOfTier = 60;
    private const int MillisecondsOfTier = 400;

    private readonly float[] _vectors = set.Vectors;
    private readonly Neighbour[] _results = new Neighbour[set.Queries.Length / set.Dimension * Top];

    public static string Header => "| vectors | searched | ours | beside | its time | times faster | goal | recall@10 |\n|---|---|---|---|---|---|---|---|";

    private int Rows => _vectors.Length / set.Dimension;

    private int Queries => set.Queries.Length / set.Dimension;

    private string Size => $"{Rows:N0} x {set.Dimension}";

    /// <summary>Searches a few vectors often, so that what is measured afterwards is the code that a long-lived process runs.</summary>
    public static void WarmUp(int threads)
    {
        var small = new ExactContest(new ClusteredVectors(4000, 40, 64, seed: 1), pairs: 1);
        var plain = new PlainLoop(small._vectors, 64);
        for (int round = 0; round < CompilerTiers; round++)
        {
            for (int i = 0; i < CallsOfTier; i++)
            {
                small.Search(40, threads, DistanceMetric.Euclidean);
                small.Search(1, 1, DistanceMetric.Euclidean);
                small.Search(1, 1, DistanceMetric.Cosine);
                plain.Search(small._vectors.AsMemory(0, 64), Top);
            }

            Thread.Sleep(MillisecondsOfTier);
        }
    }

    /// <summary>One query on one thread beside reading the same memory.</summary>
    public string BesideReading()
    {
        var duel = new Duel(pairs, () => Ours(1, 1), () => Time(() => ReadBandwidth.Sum(_vectors)));
        double gigabytes = _vectors.Length * sizeof(float) / 1e9;
        return $"| {Size} | 1 query, 1 thread | {Milliseconds(duel.A)}, {gigabytes / duel.A:0.0} GB/s | reading the same memory, 1 thread "
            + $"| {Milliseconds(duel.B)}, {gigabytes / duel.B:0.0} GB/s | {duel.RatioText} | 0.80 | - |";
    }

    /// <summary>One query on one thread, cosine beside Euclidean.</summary>
    /// <param name="lengths">The lengths of the rows; null to compute them in the search.</param>
    public string CosineBesideEuclidean(RowLengths? lengths)
    {
        var duel = new Duel(pairs, () => Ours(1, 1, DistanceMetric.Cosine, lengths), () => Ours(1, 1));
        return $"| {Size} | 1 query, 1 thread, cosine{(lengths is null ? "" : ", lengths known")} | {Milliseconds(duel.A)} | ours, Euclidean | {Milliseconds(duel.B)} | {duel.RatioText} | - | - |";
    }

    /// <summary>One query on one thread, alone.</summary>
    /// <param name="rounds">Searches of one measurement; a single one is too short for the clock.</param>
    public string Alone(int rounds)
    {
        double[] seconds =
        [
            .. Enumerable.Range(0, 3 * pairs).Select(_ => Time(() =>
            {
                for (int i = 0; i < rounds; i++) Search(1, 1, DistanceMetric.Euclidean);
            }) / rounds),
        ];
        return $"| {Size} | 1 query, 1 thread | {Median.Of(seconds) * 1e3:0.000} ms ({seconds.Min() * 1e3:0.000}..{seconds.Max() * 1e3:0.000}) | - | - | - | 0.5 ms | - |";
    }

    /// <summary>Queries beside faiss.</summary>
    public string BesideFaiss(FaissProgram faiss, int queries, int threads)
    {
        (_, int[] found) = faiss.Search(threads, Top, queries);
        Ours(queries, threads);
        double recall = Recall.Of(Recall.Positions(_results.AsSpan(0, queries * Top)), found, Top);
        var duel = new Duel(pairs, () => Ours(queries, threads), () => faiss.Search(threads, Top, queries).Seconds);
        return $"| {Size} | {Count(queries, threads)} | {Milliseconds(duel.A)} | faiss IndexFlatL2 | {Milliseconds(duel.B)} | {duel.RatioText} | 1.00 | {recall:0.0000} |";
    }

    /// <summary>All queries beside the plain loop, which answers a few; its time is scaled to all.</summary>
    /// <param name="few">Queries that the plain loop answers.</param>
    /// <param name="threads">Threads of both; the plain loop answers a query on one, and so many at once.</param>
    public string BesidePlainLoop(int few, int threads)
    {
        var plain = new PlainLoop(_vectors, set.Dimension);
        int[][] found = new int[few][];
        void Answer(int query) => found[query] = plain.Search(set.Queries.AsMemory(query * set.Dimension, set.Dimension), Top);
        var duel = new Duel(
            pairs,
            () => Ours(Queries, threads),
            () => Time(() => Parallel.For(0, few, new ParallelOptions { MaxDegreeOfParallelism = threads }, Answer)) * Queries / few);
        double recall = Recall.Of(Recall.Positions(_results), [.. found.SelectMany(f => f)], Top);
        return $"| {Size} | {Count(Queries, threads)} | {Milliseconds(duel.A)} | plain loop, {few} queries scaled to {Queries:N0} | {Milliseconds(duel.B)} "
            + $"| {duel.RatioText} | 5.00 | {recall:0.0000} |";
    }

    private static string Count(int queries, int threads) =>
        $"{queries:N0} {(queries == 1 ? "query" : "queries")}, {threads} {(threads == 1 ? "thread" : "threads")}";

    private static string Milliseconds(double seconds) => $"{seconds * 1e3:N1} ms";

    private static double Time(Action body)
    {
        long start = Stopwatch.GetTimestamp();
        body();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private double Ours(int queries, int threads, DistanceMetric metric = DistanceMetric.Euclidean, RowLengths? lengths = null) =>
        Time(() => Search(queries, threads, metric, lengths));

    private void Search(int queries, int threads, DistanceMetric metric, RowLengths? lengths = null) => ExactSearch.Search(
        _vectors, set.Dimension, set.Queries.AsMemory(0, queries * set.Dimension), Top, metric, _results,
        new ExactSearchOptions { MaxThreads = threads, RowLengths = lengths });
}
