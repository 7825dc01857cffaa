namespace Lookalike.Search.Tests;

/// <summary>Vectors drawn from a seed.</summary>
internal static class TestVectors
{
    public static float[] Uniform(int seed, int length)
    {
        var random = new Random(seed);
        var values = new float[length];
        for (int i = 0; i < length; i++)
            values[i] = (random.NextSingle() * 2) - 1;
        return values;
    }

    /// <summary>Whole numbers of a small range: sums of them are exact in any order, and distances often tie.</summary>
    public static float[] Whole(int seed, int length, int below = 3)
    {
        var random = new Random(seed);
        var values = new float[length];
        for (int i = 0; i < length; i++)
            values[i] = random.Next(below);
        return values;
    }
}
