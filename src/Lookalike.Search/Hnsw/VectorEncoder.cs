using System.Numerics.Tensors;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;
using Lookalike.Search.Quantization;

namespace Lookalike.Search.Hnsw;

/// <summary>
/// Turns vectors into codes of which the squared Euclidean distance ranks as the metric does: as they are for the Euclidean metrics,
/// scaled to length 1 for the cosine. For the dot product, after Bachrach et al., "Speeding up the Xbox recommender system" (2014): a
/// vector gets one more dimension that makes all vectors as long as the longest, and the query gets 0 there.
/// </summary>
internal sealed class VectorEncoder
{
    private readonly DistanceMetric _metric;
    private readonly float _length;
    private readonly ScalarQuantizer _quantizer;

    /// <param name="metric">A metric of <see cref="IsSupported"/>.</param>
    /// <param name="length">The length of the longest vector, for the dot product.</param>
    /// <param name="quantizer">Of one dimension more than the vectors for the dot product.</param>
    public VectorEncoder(DistanceMetric metric, float length, ScalarQuantizer quantizer)
    {
        _metric = metric;
        _length = length;
        _quantizer = quantizer;
    }

    public float Length => _length;

    public ScalarQuantizer Quantizer => _quantizer;

    public static bool IsSupported(DistanceMetric metric) =>
        metric is DistanceMetric.Euclidean or DistanceMetric.SquaredEuclidean or DistanceMetric.Cosine or DistanceMetric.DotProduct;

    public static int CodeDimension(DistanceMetric metric, int dimension) => metric == DistanceMetric.DotProduct ? dimension + 1 : dimension;

    /// <summary>Fits codes to vectors: what later vectors have beyond the range of these is cut off.</summary>
    public static VectorEncoder Fit(DistanceMetric metric, ReadOnlySpan<float> vectors, int dimension, ReadOnlySpan<ulong> occupied)
    {
        int codes = CodeDimension(metric, dimension);
        var positions = new AllowedPositions(occupied);
        float longest = metric == DistanceMetric.DotProduct ? LongestOf(vectors, dimension, positions) : 0;
        var ranges = new CodeRanges(codes);
        var prepared = new float[codes];
        for (int row = 0; row < vectors.Length / dimension; row++)
        {
            if (!positions.Contains(row)) continue;
            Prepare(metric, longest, vectors.Slice(row * dimension, dimension), prepared);
            ranges.Include(prepared);
        }

        return new VectorEncoder(metric, longest, ranges.ToQuantizer());
    }

    /// <summary>Writes the codes of a vector of the index.</summary>
    /// <returns>The dimensions in which the vector is out of the codes' range.</returns>
    public int Encode(ReadOnlySpan<float> vector, Span<float> scratch, Span<byte> codes)
    {
        Prepare(_metric, _length, vector, scratch);
        return _quantizer.Encode(scratch, codes);
    }

    /// <summary>Writes the codes of a vector to look for.</summary>
    /// <returns>The dimensions in which the vector is out of the codes' range.</returns>
    public int EncodeQuery(ReadOnlySpan<float> vector, Span<float> scratch, Span<byte> codes)
    {
        if (_metric != DistanceMetric.DotProduct) return Encode(vector, scratch, codes);
        // Its length does not matter for the order; that of the vectors keeps it within the range.
        float length = TensorPrimitives.Norm(vector);
        TensorPrimitives.Multiply(vector, length > 0 ? _length / length : 0, scratch);
        scratch[vector.Length] = 0;
        return _quantizer.Encode(scratch, codes);
    }

    private static void Prepare(DistanceMetric metric, float longest, ReadOnlySpan<float> vector, Span<float> prepared)
    {
        switch (metric)
        {
            case DistanceMetric.Cosine:
                float length = TensorPrimitives.Norm(vector);
                TensorPrimitives.Multiply(vector, length > 0 ? 1 / length : 0, prepared);
                break;
            case DistanceMetric.DotProduct:
                vector.CopyTo(prepared);
                prepared[vector.Length] = MathF.Sqrt(Math.Max(0, (longest * longest) - TensorPrimitives.SumOfSquares(vector)));
                break;
            default:
                vector.CopyTo(prepared);
                break;
        }
    }

    private static float LongestOf(ReadOnlySpan<float> vectors, int dimension, AllowedPositions positions)
    {
        float longest = 0;
        for (int row = 0; row < vectors.Length / dimension; row++)
        {
            if (positions.Contains(row)) longest = Math.Max(longest, TensorPrimitives.Norm(vectors.Slice(row * dimension, dimension)));
        }

        return longest;
    }
}
