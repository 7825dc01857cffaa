namespace Lookalike.Search;

/// <summary>The codes of a database's vectors, and what ranking by them needs beside. Immutable, so thread-safe.</summary>
/// <remarks>
/// Euclidean distances are ranked by squared code differences, cosines by those of the unit vectors. Dot products are ranked by
/// products with the query's codes, which are <see cref="DotZero"/> too high to be bytes: a row's correction takes that out.
/// The offsets add the same to the dot product of every row, so the ranking leaves them out.
/// </remarks>
internal sealed class RowCodes
{
    /// <summary>The code of a query's 0 under the dot product, in the middle of a byte because such a query has both signs.</summary>
    public const int DotZero = 128;

    private readonly byte[] _codes;
    private readonly float[] _corrections;

    private RowCodes(ScalarQuantizer quantizer, byte[] codes, float[] corrections)
    {
        Quantizer = quantizer;
        _codes = codes;
        _corrections = corrections;
    }

    public ScalarQuantizer Quantizer { get; }

    /// <summary>[rows, dimension] codes.</summary>
    public ReadOnlySpan<byte> Codes => _codes;

    /// <summary>What is added to the ranking distance of each row, [rows]; empty where that is nothing for all.</summary>
    public ReadOnlySpan<float> Corrections => _corrections;

    public static RowCodes Of(ReadOnlySpan<float> database, int dimension, DistanceMetric metric)
    {
        int rows = database.Length / dimension;
        var unit = new float[metric == DistanceMetric.Cosine ? dimension : 0];
        var ranges = new CodeRanges(dimension);
        for (int row = 0; row < rows; row++)
            ranges.Include(Encoded(database.Slice(row * dimension, dimension), unit, out _));

        ScalarQuantizer quantizer = ranges.ToQuantizer();
        var codes = new byte[database.Length];
        float[] corrections = [];
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> vector = Encoded(database.Slice(row * dimension, dimension), unit, out bool hasLength);
            Span<byte> own = codes.AsSpan(row * dimension, dimension);
            int clamped = quantizer.Encode(vector, own);
            float correction = Correction(own, quantizer.Step, clamped, hasLength, metric);
            if (correction == 0)
                continue;
            if (corrections.Length == 0)
                corrections = new float[rows];
            corrections[row] = correction;
        }

        return new RowCodes(quantizer, codes, corrections);
    }

    private static ReadOnlySpan<float> Encoded(ReadOnlySpan<float> vector, Span<float> unit, out bool hasLength)
    {
        hasLength = true;
        if (unit.IsEmpty)
            return vector;
        hasLength = CosineDistance.TryToUnit(vector, unit);
        return unit;
    }

    private static float Correction(ReadOnlySpan<byte> codes, float step, int clamped, bool hasLength, DistanceMetric metric)
    {
        // The quantizer covers every finite value, so a clamped one is not finite: no code says how far away that is.
        if (clamped > 0)
            return float.PositiveInfinity;

        // Unit vectors at a right angle are at squared distance 2, which a vector of zeros stands for; its codes are at 1.
        if (!hasLength)
            return (float)(1 / ((double)step * step));
        if (metric != DistanceMetric.DotProduct)
            return 0;
        int sum = 0;
        foreach (byte code in codes)
            sum += code;
        return (float)DotZero * sum;
    }
}
