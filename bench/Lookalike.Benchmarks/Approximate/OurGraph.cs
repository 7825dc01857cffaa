using System.Diagnostics;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;
using Lookalike.Search.Hnsw;

namespace Lookalike.Benchmarks;

/// <summary>Our graph, in this process.</summary>
internal sealed class OurGraph(VectorSet set) : IGraphContestant
{
    private readonly Neighbour[] _results = new Neighbour[set.Queries.Length / set.Dimension * GraphSetting.Top];
    private HnswIndex? _index;

    public double Build(int threads)
    {
        _index = null;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long start = Stopwatch.GetTimestamp();
        _index = HnswIndex.Build(
            set.Vectors, set.Dimension, DistanceMetric.Euclidean, new HnswOptions { Links = GraphSetting.Links, BuildCandidates = GraphSetting.BuildCandidates, MaxThreads = threads });
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public (double Seconds, int[] Found) Search(int candidates, int threads, int rounds) => Search(candidates, threads, rounds, allowed: default);

    /// <summary>Searches among some positions only; all where the bitmap is empty.</summary>
    public (double Seconds, int[] Found) Search(int candidates, int threads, int rounds, ReadOnlyMemory<ulong> allowed)
    {
        var options = new HnswSearchOptions { Candidates = candidates, MaxThreads = threads, Allowed = allowed };
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < rounds; round++) _index!.Search(set.Vectors, set.Queries, GraphSetting.Top, _results, options);
        return (Stopwatch.GetElapsedTime(start).TotalSeconds / rounds, Recall.Positions(_results));
    }

    /// <summary>Seconds to write the index, and to open it again: mapped, every byte of it checked.</summary>
    public (double Saved, double Opened) SaveAndOpen()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            long start = Stopwatch.GetTimestamp();
            using (FileStream stream = File.Create(path)) _index!.Save(stream, generation: 0);
            double saved = Stopwatch.GetElapsedTime(start).TotalSeconds;
            start = Stopwatch.GetTimestamp();
            HnswIndex.Open(path, out _);
            return (saved, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public double Bytes() => _index!.MemoryBytes;
}
