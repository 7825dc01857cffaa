using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lookalike.Search.Distances;

/// <summary>One float at a time: for vectors shorter than a register, and for processors without vector registers.</summary>
internal readonly struct ScalarLanes : ILanes<float>
{
    public static bool IsSupported => true;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(ref readonly float start, nuint offset) => Unsafe.Add(ref Unsafe.AsRef(in start), offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Broadcast(float value) => value;

    public static float LastLanes(int kept) => BitConverter.UInt32BitsToSingle(kept == 0 ? 0 : uint.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float And(float left, float right) =>
        BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(left) & BitConverter.SingleToUInt32Bits(right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(float left, float right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Subtract(float left, float right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float left, float right, float addend) => float.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Abs(float value) => MathF.Abs(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OneWhereDifferent(float left, float right) => left == right ? 0 : 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AtLeast(float value, float bound) => value >= bound ? 1UL : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sums(float value0, float value1, float value2, float value3) =>
        Vector128.Create(value0, value1, value2, value3);
}
