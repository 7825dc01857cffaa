using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lookalike.Search.Distances;

/// <summary>Sums of a term, with the widest registers that the processor has and the vectors fill.</summary>
internal static class Sums<TTerm>
    where TTerm : ITerm
{
    public static float Pair(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        Debug.Assert(left.Length == right.Length);
        ref readonly float a = ref MemoryMarshal.GetReference(left);
        ref readonly float b = ref MemoryMarshal.GetReference(right);
        if (Fits<Lanes512, Vector512<float>>(left.Length))
            return SumKernel<Lanes512, Vector512<float>, TTerm>.Pair(in a, in b, left.Length);
        if (Fits<Lanes256, Vector256<float>>(left.Length))
            return SumKernel<Lanes256, Vector256<float>, TTerm>.Pair(in a, in b, left.Length);
        if (Fits<Lanes128, Vector128<float>>(left.Length))
            return SumKernel<Lanes128, Vector128<float>, TTerm>.Pair(in a, in b, left.Length);
        return SumKernel<ScalarLanes, float, TTerm>.Pair(in a, in b, left.Length);
    }

    /// <summary>The sums of every query with every row.</summary>
    /// <param name="queries">[queries, dimension] floats.</param>
    /// <param name="rows">[rows, dimension] floats.</param>
    /// <param name="dimension">Floats in a vector.</param>
    /// <param name="sums">Query q's sum with row r goes to q * stride + r.</param>
    /// <param name="stride">Floats from one query's sums to the next query's, at least the number of rows.</param>
    public static void Tile(ReadOnlySpan<float> queries, ReadOnlySpan<float> rows, int dimension, Span<float> sums, int stride)
    {
        int queryCount = queries.Length / dimension;
        int rowCount = rows.Length / dimension;
        if (queryCount == 0 || rowCount == 0)
            return;
        Debug.Assert(sums.Length >= ((queryCount - 1) * (long)stride) + rowCount && stride >= rowCount);
        ref readonly float q = ref MemoryMarshal.GetReference(queries);
        ref readonly float r = ref MemoryMarshal.GetReference(rows);
        ref float s = ref MemoryMarshal.GetReference(sums);
        if (Fits<Lanes512, Vector512<float>>(dimension))
            SumKernel<Lanes512, Vector512<float>, TTerm>.Tile(in q, queryCount, in r, rowCount, dimension, ref s, stride);
        else if (Fits<Lanes256, Vector256<float>>(dimension))
            SumKernel<Lanes256, Vector256<float>, TTerm>.Tile(in q, queryCount, in r, rowCount, dimension, ref s, stride);
        else if (Fits<Lanes128, Vector128<float>>(dimension))
            SumKernel<Lanes128, Vector128<float>, TTerm>.Tile(in q, queryCount, in r, rowCount, dimension, ref s, stride);
        else
            SumKernel<ScalarLanes, float, TTerm>.Tile(in q, queryCount, in r, rowCount, dimension, ref s, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Fits<TLanes, TVector>(int dimension)
        where TLanes : ILanes<TVector>
        where TVector : struct =>
        TLanes.IsSupported && dimension >= TLanes.Count;
}
