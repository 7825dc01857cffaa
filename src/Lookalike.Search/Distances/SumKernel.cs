using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lookalike.Search.Distances;

/// <summary>
/// Sums a term over the dimensions of pairs of vectors, for one register width.
/// </summary>
/// <remarks>
/// Every pair has one accumulator register of its own, filled front to back, whether it is computed alone or in a tile.
/// So a pair's sum has the same bits in both, and a ranking made from tiles equals one made pair by pair.
/// A last part shorter than a register is read from the vector's last full register, with the lanes already summed
/// masked to zero: nothing is read outside the vector, which must therefore be at least one register long.
/// </remarks>
internal static class SumKernel<TLanes, TVector, TTerm>
    where TLanes : ILanes<TVector>
    where TVector : struct
    where TTerm : ITerm
{
    private const int TileRows = 4;
    private const int CacheLineBytes = 64;

    /// <summary>
    /// How far ahead of a single query memory is asked for. Measured with 1,000,000 vectors of 64: .56 of the bandwidth without, .8 and more
    /// with.
    /// </summary>
    private const int PrefetchBytes = 4096;

    public static float Pair(ref readonly float left, ref readonly float right, int dimension)
    {
        TVector sum = default;
        nuint full = (nuint)(dimension - (dimension % TLanes.Count));
        for (nuint i = 0; i < full; i += (nuint)TLanes.Count)
            sum = TTerm.Add<TLanes, TVector>(sum, TLanes.Load(in left, i), TLanes.Load(in right, i));
        if ((int)full < dimension)
        {
            // With 8 lanes and 20 dimensions: registers 0..7 and 8..15 are summed, and 16..19 are read as the upper half of 12..19, whose
            // lower half the mask clears in both vectors. Both, because a term of 0 and 0 is 0 for every metric, while one of 0 and x is
            // not. A zero keeps its lane, so the sum has the bits it would have from a register that is padded with zeros.
            nuint last = (nuint)(dimension - TLanes.Count);
            TVector kept = TLanes.LastLanes(dimension - (int)full);
            sum = TTerm.Add<TLanes, TVector>(
                sum, TLanes.And(TLanes.Load(in left, last), kept), TLanes.And(TLanes.Load(in right, last), kept));
        }

        return TLanes.Sums(sum, sum, sum, sum).ToScalar();
    }

    /// <summary>All pairs of <paramref name="queryCount"/> queries and <paramref name="rowCount"/> rows.</summary>
    /// <param name="queries">The first of [queryCount, dimension] floats.</param>
    /// <param name="queryCount">The number of queries.</param>
    /// <param name="rows">The first of [rowCount, dimension] floats.</param>
    /// <param name="rowCount">The number of rows, at least 1.</param>
    /// <param name="dimension">Floats in a vector, at least one register.</param>
    /// <param name="sums">The first of the sums: that of query q and row r goes to q * stride + r.</param>
    /// <param name="stride">Floats from one query's sums to the next query's.</param>
    public static void Tile(
        ref readonly float queries, int queryCount, ref readonly float rows, int rowCount, int dimension, ref float sums, int stride)
    {
        if (queryCount == 1)
            TileOfOne(in queries, in rows, rowCount, dimension, ref sums);
        else
            TileOfMany(in queries, queryCount, in rows, rowCount, dimension, ref sums, stride);
    }

    // The first search of a process is often its last: compile this loop at full speed at once, not after it has run slowly for a while.
    // It is apart from the other so that a single query does not wait for the compilation of both.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TileOfOne(ref readonly float query, ref readonly float rows, int rowCount, int dimension, ref float sums)
    {
        for (int row = 0; row < rowCount; row += TileRows)
        {
            // The last tile may have fewer rows than four. It reads its last row in the place of those that are missing, and their sums are
            // not stored: cheaper than a loop of its own for each count.
            int last = rowCount - 1;
            ref readonly float row0 = ref At(in rows, row, dimension);
            // One query leaves so little to do for each row that the memory must be asked ahead of time.
            Prefetch(in row0, dimension);
            OneQuery(
                in query, in row0, in At(in rows, Math.Min(row + 1, last), dimension), in At(in rows, Math.Min(row + 2, last), dimension),
                in At(in rows, Math.Min(row + 3, last), dimension), dimension, ref Unsafe.Add(ref sums, row), Math.Min(TileRows, rowCount - row));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TileOfMany(
        ref readonly float queries, int queryCount, ref readonly float rows, int rowCount, int dimension, ref float sums, int stride)
    {
        // Four rows stay in the first cache while all queries pass by them, two at a time: eight accumulators keep
        // the multipliers busy, and fit the sixteen registers of AVX2 beside the six operands.
        for (int row = 0; row < rowCount; row += TileRows)
        {
            int last = rowCount - 1;
            ref readonly float row0 = ref At(in rows, row, dimension);
            ref readonly float row1 = ref At(in rows, Math.Min(row + 1, last), dimension);
            ref readonly float row2 = ref At(in rows, Math.Min(row + 2, last), dimension);
            ref readonly float row3 = ref At(in rows, Math.Min(row + 3, last), dimension);
            int count = Math.Min(TileRows, rowCount - row);
            int query = 0;
            for (; query + 2 <= queryCount; query += 2)
            {
                ref float target = ref Unsafe.Add(ref sums, ((nint)query * stride) + row);
                TwoQueries(
                    in At(in queries, query, dimension), in At(in queries, query + 1, dimension),
                    in row0, in row1, in row2, in row3, dimension, ref target, ref Unsafe.Add(ref target, stride), count);
            }

            if (query < queryCount)
            {
                OneQuery(
                    in At(in queries, query, dimension), in row0, in row1, in row2, in row3, dimension,
                    ref Unsafe.Add(ref sums, ((nint)query * stride) + row), count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref readonly float row, int dimension)
    {
        if (!Sse.IsSupported)
            return;
        // An address past the end of the rows is no fault here: it is not read.
        byte* ahead = (byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in row)) + PrefetchBytes;
        for (int offset = 0; offset < TileRows * dimension * sizeof(float); offset += CacheLineBytes)
            Sse.Prefetch0(ahead + offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoQueries(
        ref readonly float queryA, ref readonly float queryB,
        ref readonly float row0, ref readonly float row1, ref readonly float row2, ref readonly float row3,
        int dimension, ref float sumsA, ref float sumsB, int count)
    {
        TVector a0 = default, a1 = default, a2 = default, a3 = default;
        TVector b0 = default, b1 = default, b2 = default, b3 = default;
        nuint full = (nuint)(dimension - (dimension % TLanes.Count));
        for (nuint i = 0; i < full; i += (nuint)TLanes.Count)
        {
            TVector a = TLanes.Load(in queryA, i), b = TLanes.Load(in queryB, i);
            TVector row = TLanes.Load(in row0, i);
            a0 = TTerm.Add<TLanes, TVector>(a0, a, row);
            b0 = TTerm.Add<TLanes, TVector>(b0, b, row);
            row = TLanes.Load(in row1, i);
            a1 = TTerm.Add<TLanes, TVector>(a1, a, row);
            b1 = TTerm.Add<TLanes, TVector>(b1, b, row);
            row = TLanes.Load(in row2, i);
            a2 = TTerm.Add<TLanes, TVector>(a2, a, row);
            b2 = TTerm.Add<TLanes, TVector>(b2, b, row);
            row = TLanes.Load(in row3, i);
            a3 = TTerm.Add<TLanes, TVector>(a3, a, row);
            b3 = TTerm.Add<TLanes, TVector>(b3, b, row);
        }

        if ((int)full < dimension)
        {
            nuint last = (nuint)(dimension - TLanes.Count);
            TVector kept = TLanes.LastLanes(dimension - (int)full);
            TVector a = TLanes.And(TLanes.Load(in queryA, last), kept), b = TLanes.And(TLanes.Load(in queryB, last), kept);
            TVector row = TLanes.And(TLanes.Load(in row0, last), kept);
            a0 = TTerm.Add<TLanes, TVector>(a0, a, row);
            b0 = TTerm.Add<TLanes, TVector>(b0, b, row);
            row = TLanes.And(TLanes.Load(in row1, last), kept);
            a1 = TTerm.Add<TLanes, TVector>(a1, a, row);
            b1 = TTerm.Add<TLanes, TVector>(b1, b, row);
            row = TLanes.And(TLanes.Load(in row2, last), kept);
            a2 = TTerm.Add<TLanes, TVector>(a2, a, row);
            b2 = TTerm.Add<TLanes, TVector>(b2, b, row);
            row = TLanes.And(TLanes.Load(in row3, last), kept);
            a3 = TTerm.Add<TLanes, TVector>(a3, a, row);
            b3 = TTerm.Add<TLanes, TVector>(b3, b, row);
        }

        Store(ref sumsA, count, a0, a1, a2, a3);
        Store(ref sumsB, count, b0, b1, b2, b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OneQuery(
        ref readonly float query,
        ref readonly float row0, ref readonly float row1, ref readonly float row2, ref readonly float row3,
        int dimension, ref float sums, int count)
    {
        TVector sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        nuint full = (nuint)(dimension - (dimension % TLanes.Count));
        for (nuint i = 0; i < full; i += (nuint)TLanes.Count)
        {
            TVector value = TLanes.Load(in query, i);
            sum0 = TTerm.Add<TLanes, TVector>(sum0, value, TLanes.Load(in row0, i));
            sum1 = TTerm.Add<TLanes, TVector>(sum1, value, TLanes.Load(in row1, i));
            sum2 = TTerm.Add<TLanes, TVector>(sum2, value, TLanes.Load(in row2, i));
            sum3 = TTerm.Add<TLanes, TVector>(sum3, value, TLanes.Load(in row3, i));
        }

        if ((int)full < dimension)
        {
            nuint last = (nuint)(dimension - TLanes.Count);
            TVector kept = TLanes.LastLanes(dimension - (int)full);
            TVector value = TLanes.And(TLanes.Load(in query, last), kept);
            sum0 = TTerm.Add<TLanes, TVector>(sum0, value, TLanes.And(TLanes.Load(in row0, last), kept));
            sum1 = TTerm.Add<TLanes, TVector>(sum1, value, TLanes.And(TLanes.Load(in row1, last), kept));
            sum2 = TTerm.Add<TLanes, TVector>(sum2, value, TLanes.And(TLanes.Load(in row2, last), kept));
            sum3 = TTerm.Add<TLanes, TVector>(sum3, value, TLanes.And(TLanes.Load(in row3, last), kept));
        }

        Store(ref sums, count, sum0, sum1, sum2, sum3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float sums, int count, TVector sum0, TVector sum1, TVector sum2, TVector sum3)
    {
        Vector128<float> all = TLanes.Sums(sum0, sum1, sum2, sum3);
        if (count == TileRows)
        {
            all.StoreUnsafe(ref sums);
            return;
        }

        for (int i = 0; i < count; i++)
            Unsafe.Add(ref sums, i) = all[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref readonly float At(ref readonly float vectors, int index, int dimension) =>
        ref Unsafe.Add(ref Unsafe.AsRef(in vectors), (nint)index * dimension);
}
