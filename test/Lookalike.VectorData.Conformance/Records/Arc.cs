namespace Lookalike.VectorData.Conformance.Records;

/// <summary>
/// Vectors of length one on an arc, a twentieth of a radian apart. From the first of them the others lie in the order of their numbers
/// by cosine, dot product, Euclidean and Manhattan distance alike, so a test that asks for the nearest needs no particular function.
/// </summary>
internal static class Arc
{
    /// <summary>The dimension of the vectors.</summary>
    public const int Dimensions = 3;

    /// <summary>The vector of a number, 0..40. Beyond that the Manhattan distance falls again.</summary>
    public static float[] At(int number)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 40);
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        (float sin, float cos) = MathF.SinCos(number / 20f);
        return [cos, sin, 0];
    }
}
