using Lookalike.Search.Distances;
using Lookalike.Search.Exact;

namespace Lookalike.Search.Agreement;

/// <summary>
/// The part of a database that is alike to a query, where the distances themselves say it: the near side of the threshold that parts
/// them into the two groups of least variance (Otsu, A threshold selection method from gray-level histograms, 1979). Thread-safe.
/// </summary>
internal static class AlikeSets
{
    private const int Bins = 256;

    /// <summary>The alike set of each query, as a bitmap of database positions.</summary>
    public static ulong[][] Find(
        ReadOnlyMemory<float> database, int dimension, ReadOnlyMemory<float> queries, DistanceMetric metric, int maxThreads,
        CancellationToken cancellationToken)
    {
        Vectors.ThrowIfInvalid(database.Length, dimension, nameof(database));
        VectorDistance.ThrowIfUndefined(metric, nameof(metric));
        int rows = database.Length / dimension;
        var inverseLengths = new double[metric == DistanceMetric.Cosine ? rows : 0];
        RankingDistances.Prepare(metric, database.Span, dimension, inverseLengths);
        var sets = new ulong[queries.Length / dimension][];
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxThreads, CancellationToken = cancellationToken };
        Parallel.For(0, sets.Length, options, () => new float[rows], (query, _, distances) =>
        {
            RankingDistances.Compute(metric, queries.Span.Slice(query * dimension, dimension), database.Span, dimension, inverseLengths, distances);
            sets[query] = Nearer(distances, Threshold(distances));
            return distances;
        }, _ => { });
        return sets;
    }

    /// <summary>The distance that parts the near group from the far one; the near group holds what is at most as far.</summary>
    public static float Threshold(ReadOnlySpan<float> distances)
    {
        float minimum = float.PositiveInfinity, maximum = float.NegativeInfinity;
        foreach (float distance in distances)
        {
            if (!float.IsFinite(distance)) continue;
            minimum = Math.Min(minimum, distance);
            maximum = Math.Max(maximum, distance);
        }

        if (!(maximum > minimum))
            return maximum;
        float width = (maximum - minimum) / Bins;
        Span<int> counts = stackalloc int[Bins];
        double sum = 0;
        long total = 0;
        foreach (float distance in distances)
        {
            if (!float.IsFinite(distance)) continue;
            int bin = Math.Clamp((int)((distance - minimum) / width), 0, Bins - 1);
            counts[bin]++;
            sum += bin;
            total++;
        }

        double best = -1, nearSum = 0;
        long near = 0;
        int edge = 0;
        for (int bin = 0; bin < Bins - 1; bin++)
        {
            near += counts[bin];
            nearSum += bin * (double)counts[bin];
            if (near == 0 || near == total) continue;
            double gap = (nearSum / near) - ((sum - nearSum) / (total - near));
            double between = near * (double)(total - near) * gap * gap;
            if (between > best) (best, edge) = (between, bin);
        }

        return minimum + ((edge + 1) * width);
    }

    private static ulong[] Nearer(ReadOnlySpan<float> distances, float threshold)
    {
        var set = new ulong[AllowedPositions.WordsFor(distances.Length)];
        for (int i = 0; i < distances.Length; i++)
        {
            if (distances[i] <= threshold) set[i / 64] |= 1UL << (i % 64);
        }

        return set;
    }
}
