using System.Diagnostics;
using System.Numerics.Tensors;

namespace Lookalike.Search.Distances;

/// <summary>
/// Distances of several queries to many rows, to rank by: those of <see cref="VectorDistance"/>, but
/// <see cref="DistanceMetric.Euclidean"/> stays squared until <see cref="Report"/>, because the root would only blur the order.
/// </summary>
internal static class RankingDistances
{
    /// <summary>Fills in what <see cref="Compute"/> needs to know of each row: its inverse length for the cosine, else nothing.</summary>
    public static void Prepare(DistanceMetric metric, ReadOnlySpan<float> rows, int dimension, Span<double> rowInverseLengths)
    {
        if (metric == DistanceMetric.Cosine)
            CosineDistance.InverseLengths(rows, dimension, rowInverseLengths[..(rows.Length / dimension)]);
    }

    /// <summary>Fills the distances of every query to every row.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="queries">[queries, dimension] floats.</param>
    /// <param name="rows">[rows, dimension] floats.</param>
    /// <param name="dimension">Floats in a vector.</param>
    /// <param name="rowInverseLengths">What <see cref="Prepare"/> made of the rows.</param>
    /// <param name="distances">[queries, rows] floats.</param>
    public static void Compute(
        DistanceMetric metric, ReadOnlySpan<float> queries, ReadOnlySpan<float> rows, int dimension,
        ReadOnlySpan<double> rowInverseLengths, Span<float> distances)
    {
        int rowCount = rows.Length / dimension;
        switch (metric)
        {
            case DistanceMetric.Euclidean or DistanceMetric.SquaredEuclidean:
                Sums<SquaredDifference>.Tile(queries, rows, dimension, distances, rowCount);
                break;
            case DistanceMetric.Cosine:
                Sums<Product>.Tile(queries, rows, dimension, distances, rowCount);
                for (int query = 0; query < queries.Length / dimension; query++)
                {
                    ReadOnlySpan<float> vector = queries.Slice(query * dimension, dimension);
                    CosineDistance.FromDotProducts(
                        distances.Slice(query * rowCount, rowCount), CosineDistance.InverseLength(vector), rowInverseLengths[..rowCount]);
                }

                break;
            case DistanceMetric.DotProduct:
                Sums<Product>.Tile(queries, rows, dimension, distances, rowCount);
                TensorPrimitives.Negate(distances, distances);
                break;
            case DistanceMetric.Manhattan:
                Sums<AbsoluteDifference>.Tile(queries, rows, dimension, distances, rowCount);
                break;
            case DistanceMetric.Hamming:
                Sums<Inequality>.Tile(queries, rows, dimension, distances, rowCount);
                break;
            default:
                throw new UnreachableException($"The metric {metric} passed the check at the boundary.");
        }
    }

    /// <summary>The distance of one pair, with the bits that <see cref="Compute"/> gives it.</summary>
    public static float Pair(DistanceMetric metric, ReadOnlySpan<float> left, ReadOnlySpan<float> right) => metric switch
    {
        DistanceMetric.Euclidean or DistanceMetric.SquaredEuclidean => Sums<SquaredDifference>.Pair(left, right),
        DistanceMetric.Cosine => CosineDistance.From(
            Sums<Product>.Pair(left, right), CosineDistance.InverseLength(left), CosineDistance.InverseLength(right)),
        DistanceMetric.DotProduct => -Sums<Product>.Pair(left, right),
        DistanceMetric.Manhattan => Sums<AbsoluteDifference>.Pair(left, right),
        DistanceMetric.Hamming => Sums<Inequality>.Pair(left, right),
        _ => throw new UnreachableException($"The metric {metric} passed the check at the boundary."),
    };

    /// <summary>The distance that <see cref="VectorDistance"/> gives, from the one ranked by.</summary>
    public static float Report(DistanceMetric metric, float ranking) =>
        metric == DistanceMetric.Euclidean ? MathF.Sqrt(ranking) : ranking;
}
