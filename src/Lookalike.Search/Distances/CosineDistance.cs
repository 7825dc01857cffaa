namespace Lookalike.Search;

/// <summary>Cosine distances from dot products and squared lengths.</summary>
internal static class CosineDistance
{
    /// <summary>
    /// The distance in 0..2. Computed in double precision, so that equal vectors are at distance 0 exactly and no product of
    /// two squared lengths overflows.
    /// </summary>
    public static float From(float dotProduct, float squaredLengthLeft, float squaredLengthRight)
    {
        double squaredLengths = (double)squaredLengthLeft * squaredLengthRight;
        return squaredLengths == 0 ? 1 : (float)Math.Clamp(1 - (dotProduct / Math.Sqrt(squaredLengths)), 0, 2);
    }

    /// <summary>The squared length of every row of [rows, dimension] floats.</summary>
    public static void SquaredLengths(ReadOnlySpan<float> rows, int dimension, Span<float> squaredLengths)
    {
        for (int i = 0; i < squaredLengths.Length; i++)
        {
            ReadOnlySpan<float> row = rows.Slice(i * dimension, dimension);
            squaredLengths[i] = Sums<Product>.Pair(row, row);
        }
    }

    /// <summary>Turns the dot products of one query with many rows into distances, in place.</summary>
    public static void FromDotProducts(Span<float> dotProducts, float squaredLength, ReadOnlySpan<float> squaredLengths)
    {
        for (int i = 0; i < dotProducts.Length; i++)
            dotProducts[i] = From(dotProducts[i], squaredLength, squaredLengths[i]);
    }
}
