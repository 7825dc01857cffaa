using Lookalike.Search.Distances;

namespace Lookalike.Search.Tests.Distances;

/// <summary>The metrics as their definitions say, one dimension at a time in double precision.</summary>
internal static class ScalarDistance
{
    public static double Compute(DistanceMetric metric, ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double squares = 0, absolutes = 0, products = 0, leftSquares = 0, rightSquares = 0;
        int differing = 0;
        for (int i = 0; i < left.Length; i++)
        {
            double difference = (double)left[i] - right[i];
            squares += difference * difference;
            absolutes += Math.Abs(difference);
            products += (double)left[i] * right[i];
            leftSquares += (double)left[i] * left[i];
            rightSquares += (double)right[i] * right[i];
            if (left[i] != right[i])
                differing++;
        }

        double lengths = Math.Sqrt(leftSquares * rightSquares);
        return metric switch
        {
            DistanceMetric.Euclidean => Math.Sqrt(squares),
            DistanceMetric.SquaredEuclidean => squares,
            DistanceMetric.Cosine => lengths == 0 ? 1 : 1 - (products / lengths),
            DistanceMetric.DotProduct => -products,
            DistanceMetric.Manhattan => absolutes,
            DistanceMetric.Hamming => differing,
            _ => throw new ArgumentOutOfRangeException(nameof(metric)),
        };
    }
}
