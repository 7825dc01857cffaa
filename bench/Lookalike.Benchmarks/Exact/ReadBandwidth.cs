using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lookalike.Benchmarks;

/// <summary>Reads memory from its first byte to its last as fast as one core can: the bound of any search that compares with every vector.</summary>
internal static class ReadBandwidth
{
    /// <summary>The sum of the floats, in eight sums of one register each, so that no addition waits for another.</summary>
    /// <param name="values">A multiple of 128 floats; what is over is left out.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static float Sum(ReadOnlySpan<float> values)
    {
        ref float start = ref MemoryMarshal.GetReference(values);
        nuint width = (nuint)Vector512<float>.Count, step = 8 * width;
        Vector512<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (nuint i = 0; i + step <= (nuint)values.Length; i += step)
        {
            a += Vector512.LoadUnsafe(ref start, i);
            b += Vector512.LoadUnsafe(ref start, i + width);
            c += Vector512.LoadUnsafe(ref start, i + (2 * width));
            d += Vector512.LoadUnsafe(ref start, i + (3 * width));
            e += Vector512.LoadUnsafe(ref start, i + (4 * width));
            f += Vector512.LoadUnsafe(ref start, i + (5 * width));
            g += Vector512.LoadUnsafe(ref start, i + (6 * width));
            h += Vector512.LoadUnsafe(ref start, i + (7 * width));
        }

        return Vector512.Sum((a + b) + (c + d) + ((e + f) + (g + h)));
    }
}
