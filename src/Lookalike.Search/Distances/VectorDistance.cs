using Lookalike.Search.Exact;

namespace Lookalike.Search.Distances;

/// <summary>The distance between two vectors. Thread-safe; allocates nothing.</summary>
public static class VectorDistance
{
    /// <summary>Computes how far apart two vectors are; smaller is more alike.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="left">A vector, at least one float.</param>
    /// <param name="right">A vector of the same length.</param>
    /// <returns>
    /// The distance, in the range its metric names. It has the bits that <see cref="ExactSearch"/> reports for the same pair on
    /// the same machine; machines with registers of another width may differ in the last bits, because they add in another order.
    /// </returns>
    /// <exception cref="ArgumentException">The vectors are empty or differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="metric"/> is not a defined metric.</exception>
    public static float Compute(DistanceMetric metric, ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        if (left.IsEmpty)
            throw new ArgumentException("The left vector is empty; a distance needs at least one dimension.", nameof(left));
        if (left.Length != right.Length)
        {
            throw new ArgumentException(
                $"The left vector has {left.Length} dimensions and the right one {right.Length}. Pass vectors of one encoder.", nameof(right));
        }

        ThrowIfUndefined(metric, nameof(metric));
        return RankingDistances.Report(metric, RankingDistances.Pair(metric, left, right));
    }

    internal static void ThrowIfUndefined(DistanceMetric metric, string parameter)
    {
        if (metric is < DistanceMetric.Euclidean or > DistanceMetric.Hamming)
        {
            throw new ArgumentOutOfRangeException(
                parameter, metric, $"The metric {(int)metric} is not defined. Pass a member of {nameof(DistanceMetric)}.");
        }
    }
}
