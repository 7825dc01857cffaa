namespace Lookalike.Benchmarks;

/// <summary>Finds how few candidates a graph needs for a recall.</summary>
internal sealed class CandidateLadder(IGraphContestant graph, int[] truth, int threads)
{
    private const int MaxCandidates = 8192;

    private readonly SortedDictionary<int, double> _recall = [];

    /// <summary>Recall of the ten nearest with so many candidates.</summary>
    public double RecallAt(int candidates)
    {
        if (_recall.TryGetValue(candidates, out double known)) return known;
        return _recall[candidates] = Recall.Of(truth, graph.Search(candidates, threads, rounds: 1).Found, GraphSetting.Top);
    }

    /// <summary>The smallest number of candidates that reaches a recall, by doubling and then halving the gap; null where none does.</summary>
    public int? Reach(double recall)
    {
        int low = GraphSetting.Top - 1, high = GraphSetting.Top;
        while (RecallAt(high) < recall)
        {
            (low, high) = (high, high * 2);
            if (high > MaxCandidates) return null;
        }

        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = RecallAt(middle) < recall ? (middle, high) : (low, middle);
        }

        return high;
    }
}
