using Lookalike.Search.Distances;
using Lookalike.Search.Exact;

namespace Lookalike.Search.Duplicates;

/// <summary>
/// Chooses from the vectors themselves how far apart near-identical ones are: a quarter of the median distance from a vector to its nearest
/// neighbour. Equal vectors count as one, so exact copies change nothing, however many there are. Thread-safe.
/// </summary>
/// <remarks>
/// Where vectors spread evenly over d dimensions, the share with a neighbour within a radius grows with its d-th power (Levina and Bickel,
/// Maximum likelihood estimation of intrinsic dimension, 2004). By definition half have one within the median, so by chance a share of about
/// ln 2 / 4^d has one within a quarter of it: under 0.1 % from 5 dimensions on. What is nearer than that has most likely another cause,
/// such as being a copy. Where more than half of the vectors have an altered copy, the median is the distance of such a copy, and only closer ones are found.
/// </remarks>
internal static class DuplicateDistance
{
    /// <summary>The least distance suggested: what rounding alone may put between the latents of one image.</summary>
    public const float Minimum = 1e-6f;

    private const int MaxSamples = 2000;
    private const float ShareOfMedian = 0.25f;

    /// <summary>Suggests the distance for <see cref="DuplicateGroups.Find"/>.</summary>
    /// <param name="vectors">The vectors, [count, dimension], row-major. Not retained.</param>
    /// <param name="dimension">Floats in a vector, 1 and up.</param>
    /// <param name="options">As for <see cref="DuplicateGroups.Find"/>.</param>
    /// <param name="metric">The distance.</param>
    /// <returns>At least <see cref="Minimum"/>, which is also the answer for fewer than two different vectors.</returns>
    /// <remarks>
    /// Looks at up to 2,000 different vectors, spread evenly over the positions, and compares each with all. The same vectors give the same
    /// distance. The memory is about 30 bytes for each different vector.
    /// </remarks>
    /// <exception cref="ArgumentException">As for <see cref="DuplicateGroups.Find"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or <paramref name="metric"/> is not defined.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static float Suggest(
        ReadOnlyMemory<float> vectors, int dimension, ExactSearchOptions? options = null, DistanceMetric metric = DistanceMetric.Euclidean)
    {
        options ??= ExactSearchOptions.Default;
        Vectors.ThrowIfInvalid(vectors.Length, dimension, nameof(vectors));
        int count = vectors.Length / dimension;
        AllowedPositions.ThrowIfTooFewWords(options.Allowed.Length, count, nameof(options));
        ulong[] distinct = DistinctVectors.Of(vectors.Span, dimension, new AllowedPositions(options.Allowed.Span));
        int[] samples = Samples(new AllowedPositions(distinct), count);
        var queries = new float[samples.Length * dimension];
        for (int i = 0; i < samples.Length; i++)
            vectors.Span.Slice(samples[i] * dimension, dimension).CopyTo(queries.AsSpan(i * dimension));

        // A vector finds itself, and of what is no nearer than rounding puts it, whatever is one more copy of it.
        const int Top = 8;
        var found = new Neighbour[samples.Length * Top];
        var among = new ExactSearchOptions
        {
            Allowed = distinct,
            MaxThreads = options.MaxThreads,
            RowLengths = options.RowLengths,
            CancellationToken = options.CancellationToken,
        };
        int neighbours = ExactSearch.Search(vectors, dimension, queries, Top, metric, found, among);
        var nearest = new List<float>(samples.Length);
        for (int i = 0; i < samples.Length; i++)
        {
            foreach (Neighbour other in found.AsSpan(i * Top, neighbours))
            {
                if (other.Position == samples[i] || !(other.Distance > Minimum))
                    continue;
                if (float.IsFinite(other.Distance))
                    nearest.Add(other.Distance);
                break;
            }
        }

        if (nearest.Count == 0)
            return Minimum;
        nearest.Sort();
        return Math.Max(Minimum, ShareOfMedian * nearest[nearest.Count / 2]);
    }

    private static int[] Samples(AllowedPositions allowed, int count)
    {
        int candidates = allowed.Count(0, count), samples = Math.Min(candidates, MaxSamples);
        var positions = new int[samples];
        int seen = 0, taken = 0;
        for (int i = 0; taken < samples; i++)
        {
            // Candidate number c is taken where it is the first of its equal part.
            if (allowed.Contains(i) && (long)seen++ * samples / candidates >= taken)
                positions[taken++] = i;
        }

        return positions;
    }
}
