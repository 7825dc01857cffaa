using Lookalike.Index.Records;

namespace Lookalike.Application.Duplicates;

/// <summary>
/// Which of several near-identical images is worth most: the one of most pixels, then of most bytes, then the oldest, then of the lowest key.
/// The largest is nearest to what the camera took; of equals, the others are copies of the oldest. What is not known counts as the least.
/// </summary>
internal static class KeepRule
{
    /// <summary>Chooses one.</summary>
    /// <param name="records">At least one.</param>
    public static ImageRecord Choose(IReadOnlyList<ImageRecord> records)
    {
        ImageRecord best = records[0];
        for (int i = 1; i < records.Count; i++)
        {
            if (Compare(records[i], best) < 0) best = records[i];
        }

        return best;
    }

    /// <summary>Below 0 where the left one is worth more.</summary>
    private static int Compare(ImageRecord left, ImageRecord right)
    {
        int order = Pixels(right).CompareTo(Pixels(left));
        if (order == 0) order = (right.Size ?? 0).CompareTo(left.Size ?? 0);
        if (order == 0) order = (left.Modified ?? DateTimeOffset.MaxValue).CompareTo(right.Modified ?? DateTimeOffset.MaxValue);
        return order == 0 ? string.CompareOrdinal(left.Key, right.Key) : order;
    }

    private static long Pixels(ImageRecord record) => (long)(record.Width ?? 0) * (record.Height ?? 0);
}
