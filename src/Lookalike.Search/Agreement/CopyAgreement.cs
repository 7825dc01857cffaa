using System.Numerics;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;

namespace Lookalike.Search.Agreement;

/// <summary>
/// How far two changed copies of one image are answered alike: a measure of retrieval that needs no labels. It looks at the answer at
/// several depths, because vectors can be good at one and poor at another: the image itself, the first 10, 100 and 1,000, and the whole
/// set that the distances mark off (<see cref="AlikeSets"/>). The overlap of two lists at a depth is that of Webber, Moffat and Zobel,
/// A similarity measure for indefinite rankings (2010).
/// </summary>
internal sealed class CopyAgreement
{
    /// <summary>Depths of the lists that are compared, where the database is at least ten times as long.</summary>
    private static readonly int[] Depths = [10, 100, 1000];

    /// <summary>The share of copies whose nearest vector is that of the image they were made from.</summary>
    public required double RecallAt1 { get; init; }

    /// <summary>The share of the first so many that the lists of two copies have in common, for each depth; deeper last.</summary>
    public required IReadOnlyList<double> Overlaps { get; init; }

    /// <summary>What the alike sets of two copies have in common, over what either has.</summary>
    public required double AlikeSetOverlap { get; init; }

    /// <summary>
    /// Half for the lists, the mean of <see cref="Overlaps"/>, and half for the whole set, <see cref="AlikeSetOverlap"/>: 0, two copies have
    /// nothing in common, to 1, they are answered alike. The set alone where the database is too short for lists.
    /// </summary>
    public double Score => Overlaps.Count == 0 ? AlikeSetOverlap : (Overlaps.Average() + AlikeSetOverlap) / 2;

    /// <summary>Measures the agreement.</summary>
    /// <param name="database">The vectors of the images, [rows, dimension], row-major, at least one. Not retained.</param>
    /// <param name="dimension">Floats in a vector, 1 and up.</param>
    /// <param name="positions">The images that were copied, at least one.</param>
    /// <param name="copies">The vectors of one changed copy of each, [positions, dimension].</param>
    /// <param name="otherCopies">The vectors of another changed copy of each, [positions, dimension].</param>
    /// <param name="metric">The distance.</param>
    /// <param name="maxThreads">The most threads to use, 1 and up.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="ArgumentException">There is nothing to measure, or the lengths do not match.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or <paramref name="metric"/> is not defined.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static CopyAgreement Measure(
        ReadOnlyMemory<float> database, int dimension, IReadOnlyList<int> positions, ReadOnlyMemory<float> copies, ReadOnlyMemory<float> otherCopies,
        DistanceMetric metric, int maxThreads, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(positions);
        Vectors.ThrowIfInvalid(database.Length, dimension, nameof(database));
        if (positions.Count == 0 || database.IsEmpty || copies.Length != positions.Count * dimension || otherCopies.Length != copies.Length)
        {
            throw new ArgumentException(
                $"Expected at least one row, and {positions.Count} copies of {dimension} floats twice; found {database.Length}, {copies.Length} and " +
                    $"{otherCopies.Length} floats.",
                nameof(copies));
        }

        int rows = database.Length / dimension;
        int[] depths = [.. Depths.Where(d => d * 10 <= rows)];
        int longest = Math.Max(1, depths.LastOrDefault());
        var options = new ExactSearchOptions { MaxThreads = maxThreads, CancellationToken = cancellationToken };
        Neighbour[] first = Search(copies), second = Search(otherCopies);
        ulong[][] sets = AlikeSets.Find(database, dimension, copies, metric, maxThreads, cancellationToken);
        ulong[][] otherSets = AlikeSets.Find(database, dimension, otherCopies, metric, maxThreads, cancellationToken);
        int count = positions.Count;
        return new CopyAgreement
        {
            RecallAt1 = Enumerable.Range(0, count).Average(i => first[i * longest].Position == positions[i] ? 1.0 : 0.0),
            Overlaps = [.. depths.Select(d =>
                Enumerable.Range(0, count).Average(i => Shared(first.AsSpan(i * longest, d), second.AsSpan(i * longest, d)) / (double)d))],
            AlikeSetOverlap = Enumerable.Range(0, count).Average(i => Overlap(sets[i], otherSets[i])),
        };

        Neighbour[] Search(ReadOnlyMemory<float> queries)
        {
            var found = new Neighbour[positions.Count * longest];
            ExactSearch.Search(database, dimension, queries, longest, metric, found, options);
            return found;
        }
    }

    private static int Shared(ReadOnlySpan<Neighbour> first, ReadOnlySpan<Neighbour> second)
    {
        var positions = new HashSet<int>(first.Length);
        foreach (Neighbour neighbour in first) positions.Add(neighbour.Position);
        int shared = 0;
        foreach (Neighbour neighbour in second)
        {
            if (positions.Contains(neighbour.Position)) shared++;
        }

        return shared;
    }

    private static double Overlap(ulong[] first, ulong[] second)
    {
        long both = 0, either = 0;
        for (int i = 0; i < first.Length; i++)
        {
            both += BitOperations.PopCount(first[i] & second[i]);
            either += BitOperations.PopCount(first[i] | second[i]);
        }

        return either == 0 ? 0 : both / (double)either;
    }
}
