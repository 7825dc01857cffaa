using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lookalike.Search.Quantization;

/// <summary>16 codes at a time.</summary>
internal readonly struct CodeLanes256 : ICodeLanes<Vector256<short>, Vector256<int>>
{
    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Load(ref readonly byte start, nuint offset) =>
        Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(in start, offset));

    public static Vector256<short> LastLanes(int kept) =>
        Vector256.GreaterThanOrEqual(Vector256<short>.Indices, Vector256.Create((short)(Count - kept)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> And(Vector256<short> left, Vector256<short> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Subtract(Vector256<short> left, Vector256<short> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AddProducts(Vector256<int> sums, Vector256<short> left, Vector256<short> right) =>
        sums + Avx2.MultiplyAddAdjacent(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Sums(Vector256<int> value0, Vector256<int> value1, Vector256<int> value2, Vector256<int> value3)
    {
        // Within each 128 bits: lanes 0 + 2 and 1 + 3 of two registers at a time, then the two halves of all four.
        Vector256<long> sums01 = (Avx2.UnpackLow(value0, value1) + Avx2.UnpackHigh(value0, value1)).AsInt64();
        Vector256<long> sums23 = (Avx2.UnpackLow(value2, value3) + Avx2.UnpackHigh(value2, value3)).AsInt64();
        Vector256<int> sums = Avx2.UnpackLow(sums01, sums23).AsInt32() + Avx2.UnpackHigh(sums01, sums23).AsInt32();
        return sums.GetLower() + sums.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Sum(Vector256<int> value) => Vector256.Sum(value);
}
