namespace Lookalike.Reliability.Fuzzing.Mutations;

/// <summary>Numbers at which programs go wrong: borders of types, signs, and what is just too large.</summary>
internal static class OddNumbers
{
    private static readonly long[] Values =
    [
        0, 1, 2, 3, 7, 8, 15, 16, 63, 64, 100, 127, 128, 255, 256, 1000, 4095, 4096, 32_767, 32_768, 65_535, 65_536, 1 << 20, (1 << 24) + 1,
        0x7FFF_FFF0, int.MaxValue - 1, int.MaxValue, 1L << 31, uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue - 1, long.MaxValue,
        -1, -2, -128, -32_768, int.MinValue, long.MinValue,
    ];

    private static readonly double[] Reals =
        [0, -0.0, 1, -1, 0.5, 1e-45, 1e-30, 1e30, 3.4e38, 1e39, 1e308, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    public static long Draw(Random random) => random.Next(4) == 0 ? random.NextInt64() >> random.Next(64) : Values[random.Next(Values.Length)];

    public static double DrawReal(Random random) => Reals[random.Next(Reals.Length)];
}
