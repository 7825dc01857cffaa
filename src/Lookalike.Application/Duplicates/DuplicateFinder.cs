using System.Diagnostics;
using System.Numerics;
using Lookalike.Search;
using Lookalike.Storage.Sqlite;

namespace Lookalike.Application;

/// <summary>
/// Finds the groups of near-identical images of an index. Two images whose latents are at most so far apart belong together, and so do all
/// that a chain of such pairs joins. Safe to use from many threads.
/// </summary>
public sealed class DuplicateFinder
{
    private readonly ImageIndex _index;
    private readonly Func<IReadOnlyList<ImageRecord>, ImageRecord> _keep;

    /// <summary>Looks into an index.</summary>
    /// <param name="index">The index; it stays the caller's.</param>
    /// <param name="keep">
    /// Chooses the image to keep from the records of a group, which come in ordinal order of their keys, without vectors; returns
    /// one of them. Null for the largest (pixels, then bytes), of equals the oldest, of equals the one of the lowest key.
    /// </param>
    public DuplicateFinder(ImageIndex index, Func<IReadOnlyList<ImageRecord>, ImageRecord>? keep = null)
    {
        ArgumentNullException.ThrowIfNull(index);
        _index = index;
        _keep = keep ?? KeepRule.Choose;
    }

    /// <summary>Finds the groups.</summary>
    /// <param name="within">
    /// The most that two near-identical images are apart, Euclidean, 0 and up; null to have it chosen from the data: a quarter of the median
    /// distance to the nearest neighbour, at least 0.000001 (<see cref="DuplicateDistance"/> says why).
    /// </param>
    /// <param name="mostGroups">The most groups that the report holds, the largest, 1 and up; null for all. All are counted.</param>
    /// <param name="progress">Told now and then how many images have been compared with all others, from any thread; or null.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>The groups. The same index gives the same groups.</returns>
    /// <remarks>Every pair is compared: the time grows with the square of the images. The memory is that of the vectors, the keys and the result.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="within"/> is negative or not finite, or <paramref name="mostGroups"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The image to keep of a group was chosen from outside the group.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async Task<DuplicateReport> FindAsync(float? within, int? mostGroups, Action<int>? progress, CancellationToken cancellation)
    {
        if (mostGroups is { } most) ArgumentOutOfRangeException.ThrowIfLessThan(most, 1, nameof(mostGroups));
        long start = Stopwatch.GetTimestamp();
        (VectorSnapshot snapshot, string?[] keys) = await ReadAsync(cancellation).ConfigureAwait(false);
        ulong[] images = Images(snapshot, keys);
        var options = new ExactSearchOptions { Allowed = images, CancellationToken = cancellation };
        float distance = within ?? DuplicateDistance.Suggest(snapshot.Vectors, snapshot.Dimension, options);
        int[][] found = DuplicateGroups.Find(
            snapshot.Vectors, snapshot.Dimension, distance, options, vectorsDone: progress is null ? null : new ProgressCounter(progress));
        foreach (int[] group in found) Array.Sort(group, (left, right) => string.CompareOrdinal(keys[left], keys[right]));
        Array.Sort(found, (left, right) => left.Length != right.Length ? right.Length - left.Length : string.CompareOrdinal(keys[left[0]], keys[right[0]]));
        var groups = new List<DuplicateGroup>();
        foreach (int[] group in found.Take(mostGroups ?? int.MaxValue))
            groups.Add(Describe(group, await RecordsAsync(group, keys, cancellation).ConfigureAwait(false), snapshot));
        return new DuplicateReport
        {
            Images = images.Sum(word => BitOperations.PopCount(word)),
            Within = distance,
            WithinRule = within is null ? "a quarter of the median distance to the nearest neighbour" : "given",
            GroupCount = found.Length,
            Superfluous = found.Sum(g => g.Length - 1),
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
            Groups = groups,
        };
    }

    /// <summary>Vectors and keys of one moment: read again where somebody wrote in between.</summary>
    private async Task<(VectorSnapshot Snapshot, string?[] Keys)> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            VectorSnapshot snapshot = await _index.Records.GetVectorsAsync(cancellation).ConfigureAwait(false);
            string?[] keys = await _index.Records.ReadColumnAsync<string>(nameof(ImageRecord.Key), cancellation).ConfigureAwait(false);
            if ((await _index.Records.GetVectorsAsync(cancellation).ConfigureAwait(false)).Version == snapshot.Version) return (snapshot, keys);
        }
    }

    /// <summary>The slots that hold an image and its vector. In a damaged index there are vectors of none.</summary>
    private static ulong[] Images(VectorSnapshot snapshot, string?[] keys)
    {
        ulong[] images = snapshot.Occupied.ToArray();
        for (int slot = 0; slot < snapshot.Slots; slot++)
        {
            if (slot >= keys.Length || keys[slot] is null) images[slot / 64] &= ~(1UL << (slot % 64));
        }

        return images;
    }

    /// <summary>The records of a group by slot; the key alone where a record was deleted meanwhile.</summary>
    private async Task<IReadOnlyList<ImageRecord>> RecordsAsync(int[] group, string?[] keys, CancellationToken cancellation)
    {
        var byKey = new Dictionary<string, ImageRecord>();
        await foreach (ImageRecord record in _index.Records.GetAsync(group.Select(slot => keys[slot]!), options: null, cancellation).ConfigureAwait(false))
            byKey[record.Key] = record;
        return [.. group.Select(slot => byKey.GetValueOrDefault(keys[slot]!) ?? new ImageRecord { Key = keys[slot]! })];
    }

    private DuplicateGroup Describe(int[] group, IReadOnlyList<ImageRecord> records, VectorSnapshot snapshot)
    {
        ImageRecord kept = _keep(records);
        int place = group.Length - 1;
        while (place >= 0 && records[place] != kept) place--;
        if (place < 0) throw new InvalidOperationException($"The image to keep of a group is '{kept.Key}', which is not in the group. Choose one of the records given.");
        return new DuplicateGroup
        {
            Keep = kept.Key,
            Images =
            [
                .. group.Select((slot, i) => new DuplicateImage
                {
                    Key = records[i].Key,
                    Path = _index.Roots.PathOf(records[i]),
                    Width = records[i].Width,
                    Height = records[i].Height,
                    Size = records[i].Size,
                    Modified = records[i].Modified,
                    Label = records[i].Label,
                    Distance = VectorDistance.Compute(DistanceMetric.Euclidean, Vector(slot), Vector(group[place])),
                }),
            ],
        };

        ReadOnlySpan<float> Vector(int slot) => snapshot.Vectors.Span.Slice(slot * snapshot.Dimension, snapshot.Dimension);
    }
}
