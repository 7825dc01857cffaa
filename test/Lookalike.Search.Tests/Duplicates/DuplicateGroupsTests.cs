using FsCheck;
using FsCheck.Xunit;
using Lookalike.Core;
using Lookalike.Search.Distances;
using Lookalike.Search.Duplicates;
using Lookalike.Search.Exact;
using Lookalike.Search.Tests.Exact;

namespace Lookalike.Search.Tests.Duplicates;

public sealed class DuplicateGroupsTests
{
    public static TheoryData<DistanceMetric> Metrics => new(DistanceMetric.Euclidean, DistanceMetric.SquaredEuclidean, DistanceMetric.Cosine, DistanceMetric.Manhattan, DistanceMetric.Hamming);

    [Property(MaxTest = 150, Replay = "(20261123,15)")]
    public void Groups_are_those_of_brute_force(PositiveInt seed, PositiveInt size, PositiveInt many, NonNegativeInt reach, bool parted)
    {
        int dimension = 1 + (size.Get % 20), count = 1 + (many.Get * 7 % 300);
        float[] vectors = parted ? TestVectors.Whole(seed.Get, count * dimension, below: 4) : TestVectors.Uniform(seed.Get, count * dimension);
        float within = (reach.Get % 12) * 0.2f * MathF.Sqrt(dimension / 4f);
        ulong[] allowed = Bitmap(count, new Random(seed.Get), share: 0.8);

        Assert.Equal(NaiveGroups.Find(vectors, dimension, within, DistanceMetric.Euclidean), DuplicateGroups.Find(vectors, dimension, within));
        Assert.Equal(
            NaiveGroups.Find(vectors, dimension, within, DistanceMetric.Euclidean, i => (allowed[i / 64] >> (i % 64) & 1) != 0),
            DuplicateGroups.Find(vectors, dimension, within, new ExactSearchOptions { Allowed = allowed }));
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Every_metric_groups_as_brute_force_does(DistanceMetric metric)
    {
        float[] vectors = TestVectors.Whole(3, 700 * 6);
        foreach (float within in (float[])[0, 0.02f, 1, 1.4142135f, 2])
            Assert.Equal(NaiveGroups.Find(vectors, 6, within, metric), DuplicateGroups.Find(vectors, 6, within, metric: metric));
    }

    [Fact]
    public void A_pair_at_exactly_the_distance_belongs_together_and_one_a_bit_farther_does_not()
    {
        float[] vectors = TestVectors.Uniform(8, 2 * 5);
        float distance = VectorDistance.Compute(DistanceMetric.Euclidean, vectors.AsSpan(0, 5), vectors.AsSpan(5));
        Assert.Single(DuplicateGroups.Find(vectors, 5, distance));
        Assert.Empty(DuplicateGroups.Find(vectors, 5, MathF.BitDecrement(distance)));
    }

    [Theory]
    [InlineData(float.Epsilon)]
    [InlineData(1e-30f)]
    [InlineData(1e-22f)]
    [InlineData(1e19f)]
    [InlineData(float.MaxValue)]
    public void Distances_whose_square_no_float_holds_are_no_obstacle(float within) =>
        Assert.Equal([0, 1], Assert.Single(DuplicateGroups.Find(new float[] { 1, 1, 1, 1 }, 2, within)));

    [Fact]
    public void A_chain_of_near_pairs_is_one_group_however_far_its_ends_are_apart()
    {
        float[] line = [.. Enumerable.Range(0, 1000).Select(i => i * 1f)];
        Assert.Equal(Enumerable.Range(0, 1000), Assert.Single(DuplicateGroups.Find(line, 1, 1)));
        Assert.Empty(DuplicateGroups.Find(line, 1, 0.99f));
    }

    [Fact]
    public void A_chain_whose_links_lie_far_apart_in_the_set_is_one_group()
    {
        // Neighbours on the line are drawn into any order, so links join blocks that different threads compare.
        int[] order = [.. Enumerable.Range(0, 3000)];
        new Random(4).Shuffle(order);
        float[] line = [.. order.Select(i => i + (i >= 1500 ? 10f : 0))];
        int[][] groups = DuplicateGroups.Find(line, 1, 1, new ExactSearchOptions { MaxThreads = 4 });
        Assert.Equal([1500, 1500], groups.Select(g => g.Length));
        Assert.All(groups, g => Assert.Single(g.Select(i => line[i] >= 1500).Distinct()));
    }

    [Fact]
    public void No_near_pair_is_no_group()
    {
        Assert.Empty(DuplicateGroups.Find(TestVectors.Uniform(5, 500 * 16), 16, 1e-3f));
        Assert.Empty(DuplicateGroups.Find(new float[8], 8, 1));
        Assert.Empty(DuplicateGroups.Find(ReadOnlyMemory<float>.Empty, 8, 1));
    }

    [Fact]
    public void Thousands_of_copies_are_one_group_in_memory_that_does_not_grow_with_their_pairs()
    {
        const int Count = 8000; // 32 million pairs
        var copies = new float[Count * 4];
        var options = new ExactSearchOptions { MaxThreads = 1 };
        Assert.Equal(Count, Assert.Single(DuplicateGroups.Find(copies, 4, 0, options)).Length);
        long bytes = Allocation.Least(() => DuplicateGroups.Find(copies, 4, 0, options));
        Assert.True(bytes < 40 * Count, $"{bytes} bytes for {Count} copies");
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Any_number_of_threads_gives_the_same_groups(DistanceMetric metric)
    {
        float[] vectors = TestVectors.Whole(9, 5000 * 8);
        float within = metric == DistanceMetric.Cosine ? 0.05f : 1;
        int[][] one = DuplicateGroups.Find(vectors, 8, within, new() { MaxThreads = 1 }, metric);
        Assert.NotEmpty(one);
        Assert.Equal(one, DuplicateGroups.Find(vectors, 8, within, new() { MaxThreads = 7 }, metric));
    }

    [Fact]
    public void Positions_that_are_not_allowed_neither_belong_to_a_group_nor_link_one()
    {
        float[] line = [.. Enumerable.Range(0, 130).Select(i => i * 1f)];
        ulong[] allowed = [~(1UL << 30), ulong.MaxValue, ulong.MaxValue];
        int[][] groups = DuplicateGroups.Find(line, 1, 1, new() { Allowed = allowed });
        Assert.Equal([Enumerable.Range(0, 30), Enumerable.Range(31, 99)], groups);
    }

    [Fact]
    public void A_vector_that_holds_no_number_joins_nothing()
    {
        float[] vectors = [float.NaN, 1, 1, float.NaN, float.PositiveInfinity, float.PositiveInfinity];
        Assert.Equal([1, 2], Assert.Single(DuplicateGroups.Find(vectors, 1, float.MaxValue)));
    }

    [Fact]
    public void Known_lengths_change_nothing()
    {
        float[] vectors = TestVectors.Uniform(6, 900 * 3);
        var known = new ExactSearchOptions { RowLengths = RowLengths.Of(vectors, 3) };
        int[][] groups = DuplicateGroups.Find(vectors, 3, 1e-4f, metric: DistanceMetric.Cosine);
        Assert.NotEmpty(groups);
        Assert.Equal(groups, DuplicateGroups.Find(vectors, 3, 1e-4f, known, DistanceMetric.Cosine));
    }

    [Fact]
    public void Progress_ends_with_all_vectors()
    {
        var heard = new Heard();
        DuplicateGroups.Find(TestVectors.Uniform(7, 1001 * 4), 4, 0.1f, progress: heard);
        Assert.Equal(1001, heard.Most);
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_distance_that_is_none_is_refused(float within) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(within), () => DuplicateGroups.Find(new float[4], 2, within));

    [Fact]
    public void What_does_not_fit_together_is_refused()
    {
        Assert.Throws<ArgumentException>("vectors", () => DuplicateGroups.Find(new float[5], 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => DuplicateGroups.Find(new float[5], 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("metric", () => DuplicateGroups.Find(new float[4], 2, 1, metric: (DistanceMetric)99));
        Assert.Throws<ArgumentException>("options", () => DuplicateGroups.Find(new float[65], 1, 1, new() { Allowed = new ulong[1] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => DuplicateGroups.Find(new float[4], 2, 1, new() { MaxThreads = 0 }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_cancelled_search_stops(int threads)
    {
        using var cancellation = new CancellationTokenSource();
        var options = new ExactSearchOptions { MaxThreads = threads, CancellationToken = cancellation.Token };
        var cancelsAtOnce = new Heard(cancellation.Cancel);
        float[] vectors = TestVectors.Uniform(1, 4000 * 8);
        Assert.ThrowsAny<OperationCanceledException>(() => DuplicateGroups.Find(vectors, 8, 0.1f, options, progress: cancelsAtOnce));
        Assert.True(cancelsAtOnce.Most < 4000);
        Assert.ThrowsAny<OperationCanceledException>(() => DuplicateGroups.Find(vectors, 8, 0.1f, options));
    }

    private static ulong[] Bitmap(int count, Random random, double share)
    {
        var words = new ulong[(count + 63) / 64];
        for (int i = 0; i < count; i++)
        {
            if (random.NextDouble() < share) words[i / 64] |= 1UL << (i % 64);
        }

        return words;
    }

    /// <summary>Keeps the largest number it was told, and acts at the first.</summary>
    private sealed class Heard(Action? first = null) : IProgress<Progress>
    {
        private readonly Lock _gate = new();

        public long Most { get; private set; }

        public void Report(Progress value)
        {
            lock (_gate)
            {
                if (Most == 0) first?.Invoke();
                Most = Math.Max(Most, value.Done);
            }
        }
    }
}
