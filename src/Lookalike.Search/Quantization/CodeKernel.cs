using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lookalike.Search.Quantization;

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
}
