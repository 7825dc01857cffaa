using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lookalike.Search.Quantization;

/// <summary>8 codes at a time.</summary>
internal readonly struct CodeLanes128 : ICodeLanes<Vector128<short>, Vector128<int>>
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Load(ref readonly byte start, nuint offset)
    {
        ulong codes = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref Unsafe.AsRef(in start), offset));
        return Vector128.WidenLower(Vector128.CreateScalarUnsafe(codes).AsByte()).AsInt16();
    }

    public static Vector128<short> LastLanes(int kept) =>
        Vector128.GreaterThanOrEqual(Vector128<short>.Indices, Vector128.Create((short)(Count - kept)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> And(Vector128<short> left, Vector128<short> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Subtract(Vector128<short> left, Vector128<short> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> AddProducts(Vector128<int> sums, Vector128<short> left, Vector128<short> right)
    {
        if (Sse2.IsSupported)
            return sums + Sse2.MultiplyAddAdjacent(left, right);

        // Which lanes meet in a sum is different here; the sum of all is the same, for whole numbers.
        (Vector128<int> leftLow, Vector128<int> leftHigh) = Vector128.Widen(left);
        (Vector128<int> rightLow, Vector128<int> rightHigh) = Vector128.Widen(right);
        return sums + (leftLow * rightLow) + (leftHigh * rightHigh);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Sums(Vector128<int> value0, Vector128<int> value1, Vector128<int> value2, Vector128<int> value3)
    {
        if (!Sse2.IsSupported)
            return Vector128.Create(Sum(value0), Sum(value1), Sum(value2), Sum(value3));

        // Lanes 0 + 2 and 1 + 3 of two registers at a time, then the two halves of all four.
        Vector128<long> sums01 = (Sse2.UnpackLow(value0, value1) + Sse2.UnpackHigh(value0, value1)).AsInt64();
        Vector128<long> sums23 = (Sse2.UnpackLow(value2, value3) + Sse2.UnpackHigh(value2, value3)).AsInt64();
        return Sse2.UnpackLow(sums01, sums23).AsInt32() + Sse2.UnpackHigh(sums01, sums23).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Sum(Vector128<int> value) => Vector128.Sum(value);
}
