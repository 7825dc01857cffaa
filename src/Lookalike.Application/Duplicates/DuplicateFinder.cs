using System.Diagnostics;
using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;
using Lookalike.Search.Duplicates;
using Lookalike.Search.Exact;

namespace Lookalike.Application.Duplicates;

/// <summary>
/// Finds the groups of near-identical images of an index, each around the one to keep: no image is in a group whose latent is further from that
/// one's than near-identical images are. Safe to use from many threads.
/// </summary>
internal sealed class DuplicateFinder
{
    /// <summary>Beside the distances, what the rule of what to keep looks at and what is told of an image: all of one moment.</summary>
    private const IndexColumns Columns = IndexColumns.Vector | IndexColumns.Path | IndexColumns.Size | IndexColumns.Modified | IndexColumns.Width
        | IndexColumns.Height | IndexColumns.Label;

    private readonly ImageIndex _index;
    private readonly Func<IReadOnlyList<ImageRecord>, ImageRecord> _keep;

    /// <summary>
    /// Looks into an index. Of each group the image of most pixels is kept, of equals the oldest, then that of most bytes, then the lowest key.
    /// </summary>
    /// <param name="index">The index; it stays the caller's.</param>
    public DuplicateFinder(ImageIndex index)
        : this(index, KeepRule.Choose)
    {
    }

    /// <summary>Looks into an index, with another rule of what to keep.</summary>
    /// <param name="index">The index; it stays the caller's.</param>
    /// <param name="keep">
    /// Chooses the image to keep from records that come in ordinal order of their keys, without vectors; returns one of them. They are all that
    /// a chain of near-identical pairs joins; where some are out of reach of the one chosen, it is asked again for those.
    /// </param>
    internal DuplicateFinder(ImageIndex index, Func<IReadOnlyList<ImageRecord>, ImageRecord> keep)
    {
        ArgumentNullException.ThrowIfNull(index);
        (_index, _keep) = (index, keep);
    }

    /// <summary>Finds the groups.</summary>
    /// <param name="within">
    /// The most that two near-identical images are apart, Euclidean, 0 and up; null to have it chosen from the data: a quarter of the median
    /// distance to the nearest neighbour, at least 0.000001 (<see cref="DuplicateDistance"/> says why).
    /// </param>
    /// <param name="maxGroups">The most groups that the report holds, the largest, 1 and up; null for all. All are counted.</param>
    /// <param name="progress">Told now and then how many images have been compared with all others, from any thread; or null.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The groups. The same index gives the same groups.</returns>
    /// <remarks>
    /// Every pair is compared: the time grows with the square of the images. The memory is that of the vectors, the keys, what is told
    /// of each image, and the result.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="within"/> is negative or not finite, or <paramref name="maxGroups"/> is below 1.
    /// </exception>
    /// <exception cref="InvalidOperationException">The image to keep was chosen from outside the records.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<DuplicateReport> FindAsync(float? within, int? maxGroups, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        if (maxGroups is { } max) ArgumentOutOfRangeException.ThrowIfLessThan(max, 1, nameof(maxGroups));
        long start = Stopwatch.GetTimestamp();
        IndexSnapshot records = await _index.Store.ReadAsync(Columns, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> keys = records.Keys;
        var options = new ExactSearchOptions { Allowed = records.Present, CancellationToken = cancellationToken };
        float distance = within ?? DuplicateDistance.Suggest(records.Vectors, records.LatentSize, options);
        int[][] chains = DuplicateGroups.Find(records.Vectors, records.LatentSize, distance, options, progress: progress);
        var split = new GroupSplit(records, distance, _keep);
        var kept = new List<KeptGroup>();
        foreach (int[] chain in chains)
        {
            Array.Sort(chain, (left, right) => string.CompareOrdinal(keys[left], keys[right]));
            kept.AddRange(split.Split(chain, [.. chain.Select(records.Record)], cancellationToken));
        }

        kept.Sort((left, right) =>
            left.Rows.Length != right.Rows.Length ? right.Rows.Length - left.Rows.Length : string.CompareOrdinal(keys[left.Rows[0]], keys[right.Rows[0]]));
        return new DuplicateReport
        {
            Images = records.VectorCount,
            Within = distance,
            WithinRule = within is null ? "a quarter of the median distance to the nearest neighbour" : "given",
            GroupCount = kept.Count,
            Superfluous = kept.Sum(g => g.Rows.Length - 1),
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
            Groups = [.. kept.Take(maxGroups ?? int.MaxValue).Select(group => Describe(group, records, split))],
        };
    }

    private static DuplicateGroup Describe(KeptGroup group, IndexSnapshot records, GroupSplit split) => new()
    {
        Keep = records.Keys[group.Keep],
        KeepReason = KeepRule.ReasonOf(records.Record(group.Keep), group.Rows.Where(row => row != group.Keep).Select(records.Record)),
        Images =
        [
            .. group.Rows.Select(row => new DuplicateImage
            {
                Key = records.Keys[row],
                Path = records.Description.Roots.PathOf(records.Record(row)),
                Width = records.Widths[row],
                Height = records.Heights[row],
                Size = records.Sizes[row],
                Modified = records.Modified[row],
                Label = records.Labels[row],
                Distance = split.Distance(row, group.Keep),
            }),
        ],
    };
}
