using Lookalike.Search.Distances;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>
/// Finds at which place of a ranking an image stands when a copy of it is the query. Each vector is compared once, however far down the image
/// is: what is nearer is counted, and nothing is sorted.
/// </summary>
internal static class CopyRanks
{
    /// <summary>Queries that share one pass over the database.</summary>
    private const int MaxQueries = 32;

    /// <summary>Floats of the database that are compared at a time: 256 KiB, which the second cache keeps.</summary>
    private const int BlockFloats = 1 << 16;

    private const int MinBlockRows = 16, MaxBlockRows = 128;

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
        int[] ranks = new int[originals.Count];
        var ranking = new Ranking(database, dimension, metric, cancellationToken);
        int size = Math.Clamp((ranks.Length + Environment.ProcessorCount - 1) / Environment.ProcessorCount, 1, MaxQueries);
        int[][] blocks = [.. Enumerable.Range(0, ranks.Length).Chunk(size)];
        Parallel.ForEach(blocks, new ParallelOptions { CancellationToken = cancellationToken }, block => ranking.Find(
            copies.Span.Slice(block[0] * dimension, block.Length * dimension),
            [.. block.Select(copy => originals[copy])],
            ranks.AsSpan(block[0], block.Length)));
        return ranks;
    }

    /// <summary>The passes over one database.</summary>
    private sealed class Ranking(ReadOnlyMemory<float> database, int dimension, DistanceMetric metric, CancellationToken cancellationToken)
    {
        /// <summary>Finds the ranks for some copies, on the calling thread.</summary>
        public void Find(ReadOnlySpan<float> copies, int[] originals, Span<int> ranks)
        {
            ReadOnlySpan<float> vectors = database.Span;
            float[] own = new float[originals.Length];
            for (int i = 0; i < own.Length; i++)
                own[i] = Known(RankingDistances.Pair(metric, copies.Slice(i * dimension, dimension), vectors.Slice(originals[i] * dimension, dimension)));
            ranks.Fill(1);
            int blockRows = Math.Clamp(BlockFloats / dimension, MinBlockRows, MaxBlockRows), rows = vectors.Length / dimension;
            float[] distances = new float[originals.Length * blockRows];
            double[] lengths = new double[blockRows];
            for (int first = 0; first < rows; first += blockRows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(blockRows, rows - first);
                ReadOnlySpan<float> block = vectors.Slice(first * dimension, count * dimension);
                RankingDistances.Prepare(metric, block, dimension, lengths);
                RankingDistances.Compute(metric, copies, block, dimension, lengths, distances.AsSpan(0, originals.Length * count));
                for (int i = 0; i < originals.Length; i++)
                    ranks[i] += Ahead(distances.AsSpan(i * count, count), first, originals[i], own[i]);
            }
        }

        /// <summary>How many of some rows come before an original.</summary>
        private static int Ahead(ReadOnlySpan<float> distances, int first, int original, float own)
        {
            int ahead = 0;
            for (int i = 0; i < distances.Length; i++)
            {
                float distance = Known(distances[i]);
                if (distance < own || (distance == own && first + i < original)) ahead++;
            }

            return ahead;
        }

        /// <summary>A distance that is not a number is the largest there is, as in every search.</summary>
        private static float Known(float distance) => float.IsNaN(distance) ? float.PositiveInfinity : distance;
    }
}
