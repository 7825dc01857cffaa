using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lookalike.Search.Quantization;

/// <summary>One code at a time: the reference, for vectors shorter than a register and for processors without vector registers.</summary>
internal readonly struct ScalarCodeLanes : ICodeLanes<int, int>
{
    public static bool IsSupported => true;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Load(ref readonly byte start, nuint offset) => Unsafe.Add(ref Unsafe.AsRef(in start), offset);

    public static int LastLanes(int kept) => kept == 0 ? 0 : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int And(int left, int right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Subtract(int left, int right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int AddProducts(int sums, int left, int right) => sums + (left * right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Sums(int value0, int value1, int value2, int value3) =>
        Vector128.Create(value0, value1, value2, value3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Sum(int value) => value;
}
