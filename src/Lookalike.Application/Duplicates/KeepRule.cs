using Lookalike.Index.Records;

namespace Lookalike.Application.Duplicates;

/// <summary>
/// Which of several near-identical images is worth most: the one of most pixels, then the oldest, then the one of most bytes, then of the lowest key.
/// The largest is nearest to what the camera took. Of equals the others were made from the oldest, also where saving them again, or writing on them,
/// made their files larger; only of one age do more bytes mean that less was lost. What is not known counts as the least.
/// </summary>
internal static class KeepRule
{
    private static readonly (string Name, Comparison<ImageRecord> Compare)[] Steps =
    [
        ("pixels", (left, right) => Pixels(right).CompareTo(Pixels(left))),
        ("age", (left, right) => (left.Modified ?? DateTimeOffset.MaxValue).CompareTo(right.Modified ?? DateTimeOffset.MaxValue)),
        ("bytes", (left, right) => (right.Size ?? 0).CompareTo(left.Size ?? 0)),
        ("key", (left, right) => string.CompareOrdinal(left.Key, right.Key)),
    ];

    /// <summary>Chooses one.</summary>
    /// <param name="records">At least one.</param>
    public static ImageRecord Choose(IReadOnlyList<ImageRecord> records)
    {
        ImageRecord best = records[0];
        for (int i = 1; i < records.Count; i++)
        {
            if (Compare(records[i], best).Order < 0) best = records[i];
        }

        return best;
    }

    /// <summary>What it takes to tell the one to keep from every other: the last of the steps that is needed.</summary>
    /// <param name="keep">The one to keep.</param>
    /// <param name="others">The others of its group, at least one.</param>
    /// <returns><c>pixels</c>, <c>age</c>, <c>bytes</c> or <c>key</c>.</returns>
    public static string ReasonOf(ImageRecord keep, IEnumerable<ImageRecord> others) => Steps[others.Max(other => Compare(keep, other).Step)].Name;

    /// <summary>Below 0 where the left one is worth more, and which step says so.</summary>
    private static (int Order, int Step) Compare(ImageRecord left, ImageRecord right)
    {
        for (int step = 0; step < Steps.Length; step++)
        {
            if (Steps[step].Compare(left, right) is not 0 and int order) return (order, step);
        }

        return (0, Steps.Length - 1);
    }

    private static long Pixels(ImageRecord record) => (long)(record.Width ?? 0) * (record.Height ?? 0);
}
