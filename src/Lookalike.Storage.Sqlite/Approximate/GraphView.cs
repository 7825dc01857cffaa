using Lookalike.Search.Exact;
using Lookalike.Search.Hnsw;

namespace Lookalike.Storage.Sqlite.Approximate;

/// <summary>A graph, and the slots in which it may differ from the vectors of a transaction: those are compared one by one.</summary>
internal sealed record GraphView(HnswIndex Index, ReadOnlyMemory<ulong> Pending)
{
    /// <summary>Neighbours are ranked in multiples of this, so that pages are cut from the same ranking.</summary>
    private const int PageRanks = 64;

    /// <summary>The nearest vectors, as far as a walk through the graph finds them.</summary>
    /// <param name="vectors">[slots, dimension] floats.</param>
    /// <param name="query">[dimension] floats.</param>
    /// <param name="wanted">The neighbours wanted.</param>
    /// <param name="candidates">The nodes that the walk keeps.</param>
    /// <param name="allowed">The slots that may be returned.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    /// <returns>The neighbours, nearest first, as many as there are of those wanted.</returns>
    public ReadOnlySpan<Neighbour> Search(
        ReadOnlyMemory<float> vectors, ReadOnlyMemory<float> query, int wanted, int candidates, ReadOnlyMemory<ulong> allowed,
            CancellationToken cancellationToken)
    {
        int ranks = (wanted + PageRanks - 1) / PageRanks * PageRanks;
        var found = new Neighbour[2 * ranks];
        int count = Index.Search(vectors, query, ranks, found,
            new HnswSearchOptions { Candidates = Math.Max(candidates, ranks + PageRanks), Allowed = allowed, CancellationToken = cancellationToken });
        if (!Pending.IsEmpty)
        {
            ulong[] changed = new ulong[allowed.Length];
            int words = Math.Min(changed.Length, Pending.Length);
            for (int i = 0; i < words; i++) changed[i] = Pending.Span[i] & allowed.Span[i];
            count += ExactSearch.Search(
                vectors, Index.Dimension, query, ranks, Index.Metric, found.AsMemory(count),
                    new ExactSearchOptions { Allowed = changed, CancellationToken = cancellationToken });
            count = InOrder(found.AsSpan(0, count));
        }

        return found.AsSpan(0, Math.Min(count, wanted));
    }

    // Both searches give the same distance for the same slot, so what both found lies side by side.
    private static int InOrder(Span<Neighbour> found)
    {
        found.Sort(static (left, right) => left.Distance == right.Distance ? left.Position.CompareTo(right.Position) : left.Distance.CompareTo(right.Distance));
        int count = 0;
        foreach (Neighbour neighbour in found)
        {
            if (count == 0 || found[count - 1].Position != neighbour.Position) found[count++] = neighbour;
        }

        return count;
    }
}
