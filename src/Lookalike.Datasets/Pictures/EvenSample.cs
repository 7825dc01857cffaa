namespace Lookalike.Datasets;

/// <summary>Picks some of many, evenly spread, by a seeded draw.</summary>
internal static class EvenSample
{
    /// <summary>Positions in ascending order, all different; all of them where no more are there than are wanted.</summary>
    public static int[] Positions(int count, int wanted, int seed)
    {
        if (wanted >= count) return [.. Enumerable.Range(0, count)];
        double offset = new Random(seed).NextDouble();
        return [.. Enumerable.Range(0, wanted).Select(i => Math.Min((int)((i + offset) * count / wanted), count - 1))];
    }
}
