namespace Lookalike.Search.Hnsw;

/// <summary>
/// Chooses the nodes to link a node to: near ones, but none that a nearer chosen one already leads to (algorithm 4 of the paper), so
/// that links point in different directions.
/// </summary>
internal static unsafe class NeighbourSelection
{
    /// <param name="graph">The graph.</param>
    /// <param name="candidates">Items of a pool, nearest to the node first.</param>
    /// <param name="maximum">The most to choose.</param>
    /// <param name="selected">Receives the chosen items, nearest first.</param>
    /// <returns>How many were chosen.</returns>
    public static int Select(Graph graph, ReadOnlySpan<ulong> candidates, int maximum, Span<ulong> selected)
    {
        int count = 0, copies = 0;
        foreach (ulong candidate in candidates)
        {
            if (count == maximum) break;
            uint distance = CandidatePool.Distance(candidate);
            // Copies of the node itself would otherwise take every place, and nothing would lead out from among them.
            if (distance == 0 && copies == maximum / 2) continue;
            if (IsLedTo(graph, candidate, distance, selected[..count])) continue;
            selected[count++] = candidate;
            if (distance == 0) copies++;
        }

        return count;
    }

    private static bool IsLedTo(Graph graph, ulong candidate, uint distance, ReadOnlySpan<ulong> selected)
    {
        byte* codes = graph.CodesOf(CandidatePool.Node(candidate));
        foreach (ulong chosen in selected)
        {
            if (GraphWalk.Distance(graph, codes, CandidatePool.Node(chosen)) < distance) return true;
        }

        return false;
    }
}
