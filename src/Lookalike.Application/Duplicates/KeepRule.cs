namespace Lookalike.Application;

/// <summary>
/// Which of several near-identical images is worth most: the one of most pixels, then of most bytes, then the oldest, then of the lowest key.
/// The largest is nearest to what the camera took; of equals, the others are copies of the oldest. What is not known counts as the least.
/// </summary>
internal static class KeepRule
{
    /// <summary>Chooses one.</summary>
    /// <param name="records">At least one.</param>
    public static ImageRecord Choose(IReadOnlyList<ImageRecord> records) => records
        .OrderByDescending(r => (long)(r.Width ?? 0) * (r.Height ?? 0))
        .ThenByDescending(r => r.Size ?? 0)
        .ThenBy(r => r.Modified ?? DateTimeOffset.MaxValue)
        .ThenBy(r => r.Key, StringComparer.Ordinal)
        .First();
}
