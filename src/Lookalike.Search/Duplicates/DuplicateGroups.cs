using Lookalike.Core;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;

namespace Lookalike.Search.Duplicates;

/// <summary>
/// Parts vectors into groups of near-identical ones. Two vectors at most so far apart belong together, and so do all that a chain of such
/// pairs joins (single linkage: Sneath, The application of computers to taxonomy, 1957). The ends of a long chain may be far apart.
/// Thread-safe.
/// </summary>
internal static class DuplicateGroups
{
    /// <summary>Finds the groups.</summary>
    /// <param name="vectors">The vectors, [count, dimension], row-major. Not retained.</param>
    /// <param name="dimension">Floats in a vector, 1 and up.</param>
    /// <param name="within">The most that two near-identical vectors are apart, in the unit of the metric: 0 and up, finite. 0 finds exact copies.</param>
    /// <param name="options">
    /// Which positions take part, the threads, the lengths for <see cref="DistanceMetric.Cosine"/>, and the cancellation; null for everything.
    /// </param>
    /// <param name="metric">The distance.</param>
    /// <param name="progress">Told now and then how many vectors have been compared with all others, from any thread; or null.</param>
    /// <returns>
    /// The groups of two and more: each the positions of its members, ascending, and the groups in the order of their first members. The same
    /// vectors give the same groups, with any number of threads.
    /// </returns>
    /// <remarks>
    /// Exact: every pair is compared once, by the distance that <see cref="VectorDistance"/> gives it; a distance that is not a number joins
    /// nothing. The time grows with the square of the count. The memory does not depend on how many pairs there are: 8 bytes a vector, 8 more
    /// for the cosine where the lengths are not given, 16 KiB a thread, and the result.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A length is no multiple of <paramref name="dimension"/>, the bitmap of allowed positions has too few words, or the options' lengths
    /// were made of another number of vectors.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is below its least value, <paramref name="within"/> is not finite, or <paramref name="metric"/> is not defined.
    /// </exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static int[][] Find(
        ReadOnlyMemory<float> vectors, int dimension, float within, ExactSearchOptions? options = null,
        DistanceMetric metric = DistanceMetric.Euclidean, IProgress<Progress>? progress = null)
    {
        options ??= ExactSearchOptions.Default;
        Vectors.ThrowIfInvalid(vectors.Length, dimension, nameof(vectors));
        VectorDistance.ThrowIfUndefined(metric, nameof(metric));
        if (!(within >= 0 && float.IsFinite(within)))
            throw new ArgumentOutOfRangeException(nameof(within), within, "The distance of near-identical vectors is not a finite number of at least 0.");
        int count = vectors.Length / dimension;
        ExactSearch.ThrowIfInvalid(top: 1, queryCount: 0, count, dimension, resultCount: 0, options);

        options.CancellationToken.ThrowIfCancellationRequested();
        var sets = new DisjointSets(count);
        new DuplicateScan(vectors, dimension, metric, RankingLimit(metric, within), options, sets).Run(progress);
        return sets.Groups();
    }

    /// <summary>The largest distance ranked by whose reported distance is at most so much: then one comparison says what two would.</summary>
    private static float RankingLimit(DistanceMetric metric, float within)
    {
        if (metric != DistanceMetric.Euclidean)
            return within;
        float limit = (float)((double)within * within);
        while (RankingDistances.Report(metric, limit) > within)
            limit = MathF.BitDecrement(limit);
        while (RankingDistances.Report(metric, MathF.BitIncrement(limit)) <= within)
            limit = MathF.BitIncrement(limit);
        return limit;
    }
}
