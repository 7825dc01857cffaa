namespace Lookalike.Core;

/// <summary>Picks some of many, evenly spread.</summary>
internal static class EvenSpread
{
    /// <summary>Positions in ascending order, all different.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="wanted">How many to pick, at most as many as there are.</param>
    /// <param name="offset">Where in its interval each is picked: 0, at the beginning, to just below 1.</param>
    public static int[] Positions(int count, int wanted, double offset) =>
        [.. Enumerable.Range(0, wanted).Select(i => Math.Min((int)((i + offset) * count / wanted), count - 1))];
}
