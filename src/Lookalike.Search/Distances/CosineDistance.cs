using System.Numerics;
using System.Runtime.InteropServices;

namespace Lookalike.Search.Distances;

/// <summary>Cosine distances from dot products and lengths.</summary>
/// <remarks>
/// Lengths are handled in double precision and the cosine is rounded once, to float: equal vectors are at distance 0 exactly,
/// and no product of lengths overflows.
/// </remarks>
internal static class CosineDistance
{
    /// <summary>1 over a vector's length. 0 for a vector of zeros, which makes its cosine with every vector 0.</summary>
    public static double InverseLength(ReadOnlySpan<float> vector)
    {
        float squaredLength = Sums<Product>.Pair(vector, vector);
        return squaredLength == 0 ? 0 : 1 / Math.Sqrt(squaredLength);
    }

    /// <summary>The inverse length of every row of [rows, dimension] floats.</summary>
    public static void InverseLengths(ReadOnlySpan<float> rows, int dimension, Span<double> inverseLengths)
    {
        for (int i = 0; i < inverseLengths.Length; i++)
            inverseLengths[i] = InverseLength(rows.Slice(i * dimension, dimension));
    }

    /// <summary>The distance in 0..2 of two vectors.</summary>
    public static float From(float dotProduct, double inverseLengthLeft, double inverseLengthRight) =>
        Math.Clamp(1 - (float)(dotProduct * (inverseLengthLeft * inverseLengthRight)), 0, 2);

    /// <summary>Turns the dot products of one query with many rows into distances, in place, each as <see cref="From"/> does.</summary>
    public static void FromDotProducts(Span<float> dotProducts, double inverseLength, ReadOnlySpan<double> inverseLengths)
    {
        ref float dots = ref MemoryMarshal.GetReference(dotProducts);
        ref double lengths = ref MemoryMarshal.GetReference(inverseLengths);
        int i = 0;
        for (; i <= dotProducts.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref dots, (nuint)i), out Vector<double> low, out Vector<double> high);
            low *= Vector.LoadUnsafe(ref lengths, (nuint)i) * inverseLength;
            high *= Vector.LoadUnsafe(ref lengths, (nuint)(i + Vector<double>.Count)) * inverseLength;
            Vector<float> distances = Vector<float>.One - Vector.Narrow(low, high);
            Vector.Min(Vector.Max(distances, Vector<float>.Zero), new Vector<float>(2)).StoreUnsafe(ref dots, (nuint)i);
        }

        for (; i < dotProducts.Length; i++)
            dotProducts[i] = From(dotProducts[i], inverseLengths[i], inverseLength);
    }
}
