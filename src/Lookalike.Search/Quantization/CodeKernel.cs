using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lookalike.Search;

/// <summary>Sums a term over the dimensions of code vectors, for one register width. The sums are exact.</summary>
/// <remarks>
/// A last part shorter than a register is read from the vector's last full register, with the lanes already summed
/// masked to zero: nothing is read outside the vector, which must therefore be at least one register long.
/// </remarks>
internal static class CodeKernel<TLanes, TCodes, TSums, TTerm>
    where TLanes : ICodeLanes<TCodes, TSums>
    where TCodes : struct
    where TSums : struct
    where TTerm : ICodeTerm
{
    private const int TileRows = 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Pair(ref readonly byte left, ref readonly byte right, int dimension)
    {
        TSums sum = default;
        nuint full = (nuint)(dimension - (dimension % TLanes.Count));
        for (nuint i = 0; i < full; i += (nuint)TLanes.Count)
            sum = TTerm.Add<TLanes, TCodes, TSums>(sum, TLanes.Load(in left, i), TLanes.Load(in right, i));
        if ((int)full < dimension)
        {
            nuint last = (nuint)(dimension - TLanes.Count);
            TCodes kept = TLanes.LastLanes(dimension - (int)full);
            sum = TTerm.Add<TLanes, TCodes, TSums>(
                sum, TLanes.And(TLanes.Load(in left, last), kept), TLanes.And(TLanes.Load(in right, last), kept));
        }

        return TLanes.Sum(sum);
    }

    /// <summary>The sums of one query with four rows, which may lie anywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> OneToFour(
        ref readonly byte query, ref readonly byte row0, ref readonly byte row1, ref readonly byte row2, ref readonly byte row3,
        int dimension)
    {
        TSums sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        nuint full = (nuint)(dimension - (dimension % TLanes.Count));
        for (nuint i = 0; i < full; i += (nuint)TLanes.Count)
        {
            TCodes codes = TLanes.Load(in query, i);
            sum0 = TTerm.Add<TLanes, TCodes, TSums>(sum0, codes, TLanes.Load(in row0, i));
            sum1 = TTerm.Add<TLanes, TCodes, TSums>(sum1, codes, TLanes.Load(in row1, i));
            sum2 = TTerm.Add<TLanes, TCodes, TSums>(sum2, codes, TLanes.Load(in row2, i));
            sum3 = TTerm.Add<TLanes, TCodes, TSums>(sum3, codes, TLanes.Load(in row3, i));
        }

        if ((int)full < dimension)
        {
            nuint last = (nuint)(dimension - TLanes.Count);
            TCodes kept = TLanes.LastLanes(dimension - (int)full);
            TCodes codes = TLanes.And(TLanes.Load(in query, last), kept);
            sum0 = TTerm.Add<TLanes, TCodes, TSums>(sum0, codes, TLanes.And(TLanes.Load(in row0, last), kept));
            sum1 = TTerm.Add<TLanes, TCodes, TSums>(sum1, codes, TLanes.And(TLanes.Load(in row1, last), kept));
            sum2 = TTerm.Add<TLanes, TCodes, TSums>(sum2, codes, TLanes.And(TLanes.Load(in row2, last), kept));
            sum3 = TTerm.Add<TLanes, TCodes, TSums>(sum3, codes, TLanes.And(TLanes.Load(in row3, last), kept));
        }

        return TLanes.Sums(sum0, sum1, sum2, sum3);
    }

    /// <summary>The sums of one query with rows that lie one after another, rounded to floats.</summary>
    /// <param name="query">The first of [dimension] codes.</param>
    /// <param name="rows">The first of [rowCount, dimension] codes.</param>
    /// <param name="rowCount">The number of rows, at least 1.</param>
    /// <param name="dimension">Codes in a vector, at least one register.</param>
    /// <param name="sums">The first of the [rowCount] sums.</param>
    // The first search of a process is often its last: compile this loop at full speed at once, not after it has run slowly for a while.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(ref readonly byte query, ref readonly byte rows, int rowCount, int dimension, ref float sums)
    {
        for (int row = 0; row < rowCount; row += TileRows)
        {
            int last = rowCount - 1;
            Vector128<float> four = Vector128.ConvertToSingle(OneToFour(
                in query,
                in At(in rows, row, dimension),
                in At(in rows, Math.Min(row + 1, last), dimension),
                in At(in rows, Math.Min(row + 2, last), dimension),
                in At(in rows, Math.Min(row + 3, last), dimension),
                dimension));
            int count = Math.Min(TileRows, rowCount - row);
            if (count == TileRows)
            {
                four.StoreUnsafe(ref sums, (nuint)row);
                continue;
            }

            for (int i = 0; i < count; i++)
                Unsafe.Add(ref sums, row + i) = four[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref readonly byte At(ref readonly byte vectors, int index, int dimension) =>
        ref Unsafe.Add(ref Unsafe.AsRef(in vectors), (nint)index * dimension);
}
