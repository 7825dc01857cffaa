using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lookalike.Search.Quantization;

/// <summary>32 codes at a time.</summary>
internal readonly struct CodeLanes512 : ICodeLanes<Vector512<short>, Vector512<int>>
{
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported;

    public static int Count => 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Load(ref readonly byte start, nuint offset) =>
        Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(in start, offset));

    public static Vector512<short> LastLanes(int kept) =>
        Vector512.GreaterThanOrEqual(Vector512<short>.Indices, Vector512.Create((short)(Count - kept)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> And(Vector512<short> left, Vector512<short> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> Subtract(Vector512<short> left, Vector512<short> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> AddProducts(Vector512<int> sums, Vector512<short> left, Vector512<short> right) =>
        sums + Avx512BW.MultiplyAddAdjacent(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Sums(Vector512<int> value0, Vector512<int> value1, Vector512<int> value2, Vector512<int> value3)
    {
        // Within each 128 bits: lanes 0 + 2 and 1 + 3 of two registers at a time, then the two halves of all four.
        Vector512<long> sums01 = (Avx512F.UnpackLow(value0, value1) + Avx512F.UnpackHigh(value0, value1)).AsInt64();
        Vector512<long> sums23 = (Avx512F.UnpackLow(value2, value3) + Avx512F.UnpackHigh(value2, value3)).AsInt64();
        Vector512<int> sums = Avx512F.UnpackLow(sums01, sums23).AsInt32() + Avx512F.UnpackHigh(sums01, sums23).AsInt32();
        Vector256<int> halves = sums.GetLower() + sums.GetUpper();
        return halves.GetLower() + halves.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Sum(Vector512<int> value) => Vector512.Sum(value);
}
