using System.Buffers;
using System.Numerics.Tensors;

namespace Lookalike.Search;

/// <summary>The codes of a query, which are compared with those of <see cref="RowCodes"/>.</summary>
internal static class QueryCodes
{
    private const int DotLevels = 127;

    /// <summary>Writes the codes of a query, [dimension].</summary>
    /// <returns>Whether codes stand for the query: it lies within their range and, for the cosine, has a direction.</returns>
    public static bool TryEncode(DistanceMetric metric, ReadOnlySpan<float> query, ScalarQuantizer quantizer, Span<byte> codes) =>
        metric switch
        {
            DistanceMetric.Cosine => TryEncodeUnit(query, quantizer, codes),
            DistanceMetric.DotProduct => TryEncodeForDot(query, codes),
            _ => quantizer.Encode(query, codes) == 0,
        };

    private static bool TryEncodeUnit(ReadOnlySpan<float> query, ScalarQuantizer quantizer, Span<byte> codes)
    {
        float[] unit = ArrayPool<float>.Shared.Rent(query.Length);
        try
        {
            return CosineDistance.TryToUnit(query, unit) && quantizer.Encode(unit.AsSpan(0, query.Length), codes) == 0;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(unit);
        }
    }

    /// <summary>A dot product scales with the query, so the query's own greatest value sets its step.</summary>
    private static bool TryEncodeForDot(ReadOnlySpan<float> query, Span<byte> codes)
    {
        double greatest = Math.Abs(TensorPrimitives.MaxMagnitude(query));
        if (!double.IsFinite(greatest))
            return false;
        double levelsPerUnit = greatest == 0 ? 0 : DotLevels / greatest;
        for (int i = 0; i < query.Length; i++)
            codes[i] = (byte)(RowCodes.DotZero + (int)Math.Round(query[i] * levelsPerUnit));
        return true;
    }
}
