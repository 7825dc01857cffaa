using System.Numerics.Tensors;
using Lookalike.Search.Distances;
using Lookalike.Search.Graphs;

namespace Lookalike.Training.Objectives;

/// <summary>
/// Codes drawn towards their nearest neighbours once: what a student of a code that is not trained learns. Unlike <see cref="NeighbourTargets"/>,
/// whose many steps leave only groups, it keeps who is near whom.
/// </summary>
internal static class NeighbourAverage
{
    /// <summary>The neighbours that a code is averaged with.</summary>
    public const int Neighbours = 10;

    private const int BlockCodes = 256;

    /// <summary>Each code plus its neighbours' codes, weighed by the third power of their cosines, about the mean, of length 1.</summary>
    /// <param name="codes">[N, size], rows of length 1. Not retained.</param>
    /// <param name="size">Values of a code.</param>
    /// <param name="threads">The most threads to use. The result is the same with any number.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>[N, size], rows of length 1; a row without a direction is zero.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static float[] Make(float[] codes, int size, int threads, CancellationToken cancellationToken)
    {
        int count = codes.Length / size;
        float[] averages = [.. codes];
        if (count > 1)
        {
            // Of rows of length 1 the nearest are those of the largest cosine.
            NeighbourGraph graph = NeighbourGraph.Build(codes, size, Neighbours, DistanceMetric.Euclidean, threads, cancellationToken);
            var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
            Parallel.For(0, (count + BlockCodes - 1) / BlockCodes, options, block =>
            {
                for (int i = block * BlockCodes; i < Math.Min(count, (block + 1) * BlockCodes); i++)
                    Average(codes, graph.Of(i), i, averages.AsSpan(i * size, size));
            });
        }

        LatentCodes.CentreAndNormalise(averages, LatentCodes.Mean(averages, size));
        return averages;
    }

    private static void Average(ReadOnlySpan<float> codes, ReadOnlySpan<int> neighbours, int own, Span<float> average)
    {
        ReadOnlySpan<float> code = codes.Slice(own * average.Length, average.Length);
        foreach (int neighbour in neighbours)
        {
            ReadOnlySpan<float> other = codes.Slice(neighbour * average.Length, average.Length);
            float cosine = Math.Max(TensorPrimitives.Dot(code, other), 0);
            TensorPrimitives.MultiplyAdd(other, cosine * cosine * cosine, average, average);
        }

        LatentCodes.Normalise(average);
    }
}
