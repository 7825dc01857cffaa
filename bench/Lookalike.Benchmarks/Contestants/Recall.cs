using Lookalike.Search.Exact;

namespace Lookalike.Benchmarks;

/// <summary>Which share of the true neighbours was found.</summary>
internal static class Recall
{
    /// <summary>The positions of found neighbours, [queries, top].</summary>
    public static int[] Positions(ReadOnlySpan<Neighbour> neighbours)
    {
        int[] positions = new int[neighbours.Length];
        for (int i = 0; i < positions.Length; i++) positions[i] = neighbours[i].Position;
        return positions;
    }

    /// <summary>The share of the truth's positions that are among the found ones of the same query, 0 to 1.</summary>
    /// <param name="truth">The nearest, [queries, top].</param>
    /// <param name="found">What was found, [queries, top]; it may have fewer queries than the truth.</param>
    /// <param name="top">Neighbours of a query.</param>
    public static double Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> found, int top)
    {
        int hits = 0;
        for (int query = 0; query < found.Length; query += top)
        {
            ReadOnlySpan<int> own = found.Slice(query, top);
            foreach (int position in truth.Slice(query, top)) hits += own.Contains(position) ? 1 : 0;
        }

        return (double)hits / found.Length;
    }
}
