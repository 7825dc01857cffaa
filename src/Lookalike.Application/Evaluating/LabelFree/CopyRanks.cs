using Lookalike.Search.Distances;
using Lookalike.Search.Exact;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>Finds at which place of a ranking an image stands when a copy of it is the query.</summary>
internal static class CopyRanks
{
    /// <summary>Most originals are among the first few, and a short list is found in a fraction of the time of a full ranking.</summary>
    private static readonly int[] ShortLists = [16, 512];

    /// <summary>Neighbours held at a time: 8 MiB.</summary>
    private const int MaxNeighbours = 1 << 20;

    /// <summary>The rank of each original, from 1: how many vectors are nearer to its copy, or as near and of a lower position, and itself.</summary>
    /// <param name="database">[rows, dimension], row-major.</param>
    /// <param name="dimension">Floats in a vector.</param>
    /// <param name="copies">[copies, dimension], row-major.</param>
    /// <param name="originals">The row that each copy was made from.</param>
    /// <param name="metric">The distance.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static int[] Find(
        ReadOnlyMemory<float> database, int dimension, ReadOnlyMemory<float> copies, IReadOnlyList<int> originals, DistanceMetric metric,
        CancellationToken cancellationToken)
    {
        int rows = database.Length / dimension;
        var options = new ExactSearchOptions { CancellationToken = cancellationToken };
        int[] ranks = new int[originals.Count];
        int[] pending = [.. Enumerable.Range(0, ranks.Length)];
        foreach (int depth in (int[])[.. ShortLists.Where(d => d < rows), rows])
        {
            foreach (int[] block in pending.Chunk(Math.Max(1, MaxNeighbours / depth)))
            {
                float[] queries = new float[block.Length * dimension];
                for (int i = 0; i < block.Length; i++) copies.Span.Slice(block[i] * dimension, dimension).CopyTo(queries.AsSpan(i * dimension));
                var neighbours = new Neighbour[block.Length * depth];
                ExactSearch.Search(database, dimension, queries, depth, metric, neighbours, options);
                for (int i = 0; i < block.Length; i++) ranks[block[i]] = RankOf(originals[block[i]], neighbours.AsSpan(i * depth, depth));
            }

            pending = [.. pending.Where(i => ranks[i] == 0)];
        }

        return ranks;
    }

    /// <summary>0 where the list does not reach so far.</summary>
    private static int RankOf(int original, ReadOnlySpan<Neighbour> neighbours)
    {
        for (int i = 0; i < neighbours.Length; i++)
        {
            if (neighbours[i].Position == original) return i + 1;
        }

        return 0;
    }
}
