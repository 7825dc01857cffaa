using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lookalike.Search.Distances;

/// <summary>8 floats at a time.</summary>
internal readonly struct Lanes256 : ILanes<Vector256<float>>
{
    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx.IsSupported;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref readonly float start, nuint offset) => Vector256.LoadUnsafe(in start, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    public static Vector256<float> LastLanes(int kept) =>
        Vector256.GreaterThanOrEqual(Vector256<int>.Indices, Vector256.Create(Count - kept)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> And(Vector256<float> left, Vector256<float> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Subtract(Vector256<float> left, Vector256<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> addend) =>
        Vector256.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Abs(Vector256<float> value) => Vector256.Abs(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OneWhereDifferent(Vector256<float> left, Vector256<float> right) =>
        Vector256.AndNot(Vector256<float>.One, Vector256.Equals(left, right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AtLeast(Vector256<float> value, Vector256<float> bound) => Vector256.GreaterThanOrEqual(value, bound).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sums(Vector256<float> value0, Vector256<float> value1, Vector256<float> value2, Vector256<float> value3)
    {
        // Within each 128 bits: lanes 0 + 2 and 1 + 3 of two registers at a time, then the two halves of all four.
        Vector256<float> sums01 = Avx.UnpackLow(value0, value1) + Avx.UnpackHigh(value0, value1);
        Vector256<float> sums23 = Avx.UnpackLow(value2, value3) + Avx.UnpackHigh(value2, value3);
        Vector256<float> sums = Avx.Shuffle(sums01, sums23, 0b01_00_01_00) + Avx.Shuffle(sums01, sums23, 0b11_10_11_10);
        return sums.GetLower() + sums.GetUpper();
    }
}
