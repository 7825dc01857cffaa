using Lookalike.Training.Patches;

namespace Lookalike.Training.Tests.Patches;

/// <summary>Codes of patches without any image: a few entries each, some of which the patches of an image have in common.</summary>
internal sealed class RandomMatches
{
    public const int Entries = 16;
    public const int Half = Entries / 2;

    private readonly int[][][] _images; // image, patch, entries, rising

    public RandomMatches(int images, int patches, int seed)
    {
        var random = new Random(seed);
        _images = [.. Enumerable.Range(0, images).Select(_ =>
        {
            int own = random.Next(Entries);
            return Enumerable.Range(0, patches)
                .Select(_ => Enumerable.Range(0, Entries).Where(e => random.NextDouble() < (e == own ? 0.6 : 0.15)).ToArray()).ToArray();
        })];
    }

    public int Patches => _images[0].Length;

    /// <summary>Images, patches, entries.</summary>
    public IReadOnlyList<int[][]> Images => _images;

    /// <summary>The entries of a mirrored patch.</summary>
    public static int[] Mirror(int[] entries) => [.. entries.Select(e => (e + Half) % Entries).Order()];

    /// <summary>The lists of an image.</summary>
    public static PatchMatches Lists(int[][] patches)
    {
        var matches = new PatchMatches(patches.Length, Entries);
        for (int i = 0; i < patches.Length; i++) matches.Add(i, 0, patches[i].Aggregate(0UL, (mask, entry) => mask | (1UL << entry)));
        return matches;
    }

    /// <summary>Everything counted, by as many counts as are asked for.</summary>
    public MatchStatistics Count(int threads = 1)
    {
        var statistics = new MatchStatistics(_images.Length, Entries);
        MatchStatistics.Counts[] counts = [.. Enumerable.Range(0, threads).Select(_ => statistics.Begin())];
        for (int image = 0; image < _images.Length; image++) statistics.Add(image, Lists(_images[image]), Patches, counts[image % threads]);
        foreach (MatchStatistics.Counts c in counts.Reverse()) statistics.End(c);
        return statistics;
    }

    /// <summary>The patches that count for what varies within images, and their mirrors, as zeros and ones.</summary>
    public double[][] CountedPatches() =>
        [.. _images.SelectMany((patches, image) => patches.Where((_, patch) => (patch + image) % 3 == 0)).SelectMany(p => new[] { p, Mirror(p) }).Select(Ones)];

    public static double[] Ones(int[] entries) => [.. Enumerable.Range(0, Entries).Select(e => entries.Contains(e) ? 1.0 : 0)];
}
