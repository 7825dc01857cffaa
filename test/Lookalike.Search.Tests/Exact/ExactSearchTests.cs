using Lookalike.Search.Distances;
using Lookalike.Search.Exact;

namespace Lookalike.Search.Tests.Exact;

public sealed class ExactSearchTests
{
    public static TheoryData<DistanceMetric> Metrics => new(Enum.GetValues<DistanceMetric>());

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Every_query_gets_what_brute_force_finds_bit_for_bit(DistanceMetric metric)
    {
        foreach (int dimension in (int[])[1, 2, 3, 4, 7, 8, 10, 15, 16, 17, 31, 32, 50, 64, 100])
        {
            foreach (int rows in (int[])[1, 5, 130, 403])
            {
                float[] database = TestVectors.Uniform(dimension + rows, rows * dimension);
                float[] queries = TestVectors.Uniform(dimension + rows + 1, 7 * dimension);
                AssertExact(database, dimension, queries, 10, metric);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Ties_go_to_the_lower_position(DistanceMetric metric)
    {
        float[] database = TestVectors.Whole(1, 5000 * 3);
        float[] queries = TestVectors.Whole(2, 5 * 3);
        AssertExact(database, 3, queries, 100, metric);
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void A_search_on_many_threads_equals_one_on_a_single_thread(DistanceMetric metric)
    {
        const int Dimension = 24;
        float[] database = TestVectors.Whole(3, 20_000 * Dimension);
        foreach (int queryCount in (int[])[1, 3, 70])
        {
            float[] queries = TestVectors.Whole(4, queryCount * Dimension);
            (Neighbour[] one, int countOfOne) = Search(database, Dimension, queries, 12, metric, new() { MaxThreads = 1 });
            (Neighbour[] many, int countOfMany) = Search(database, Dimension, queries, 12, metric, new() { MaxThreads = 5 });
            Assert.Equal(countOfOne, countOfMany);
            Assert.Equal(one, many);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Only_allowed_positions_are_found(int threads)
    {
        const int Dimension = 16, Rows = 300_000;
        float[] database = TestVectors.Whole(5, Rows * Dimension);
        float[] query = TestVectors.Whole(6, Dimension);
        var random = new Random(7);
        foreach (double share in (double[])[0.00001, 0.01, 0.9])
        {
            var allowed = new ulong[(Rows + 63) / 64];
            for (int i = 0; i < Rows; i++)
            {
                if (random.NextDouble() < share)
                    allowed[i / 64] |= 1UL << (i % 64);
            }

            (Neighbour[] found, int count) = Search(
                database, Dimension, query, 20, DistanceMetric.Euclidean, new() { Allowed = allowed, MaxThreads = threads });
            Neighbour[] expected = BruteForce.Search(
                database, Dimension, query, 20, DistanceMetric.Euclidean, i => (allowed[i / 64] >> (i % 64) & 1) != 0);
            Assert.Equal(expected, found[..count]);
        }
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void A_repeated_search_on_one_thread_allocates_nothing(DistanceMetric metric)
    {
        float[] database = TestVectors.Uniform(1, 3000 * 24), queries = TestVectors.Uniform(2, 40 * 24);
        var results = new Neighbour[40 * 10];
        var options = new ExactSearchOptions { MaxThreads = 1 };
        Assert.Equal(0, Allocation.Least(() => ExactSearch.Search(database, 24, queries, 10, metric, results, options)));
    }

    [Fact]
    public void A_bitmap_that_allows_nothing_finds_nothing()
    {
        (_, int count) = Search(new float[10], 2, new float[2], 3, DistanceMetric.Euclidean, new() { Allowed = new ulong[1] });
        Assert.Equal(0, count);
    }

    [Fact]
    public void Bits_past_the_database_are_ignored()
    {
        (_, int count) = Search(new float[10], 2, new float[2], 9, DistanceMetric.Euclidean, new() { Allowed = new[] { ulong.MaxValue, 1UL } });
        Assert.Equal(5, count);
    }

    [Fact]
    public void Fewer_rows_than_wanted_leave_the_rest_of_the_results_alone()
    {
        var untouched = new Neighbour(-1, -1);
        var results = new Neighbour[8];
        Array.Fill(results, untouched);
        int count = ExactSearch.Search(new float[] { 3, 1 }, 1, new float[] { 0, 4 }, 4, DistanceMetric.Manhattan, results);
        Assert.Equal(2, count);
        Assert.Equal([new(1, 1), new(0, 3), untouched, untouched, new(0, 1), new(1, 3), untouched, untouched], results);
    }

    [Fact]
    public void An_empty_database_finds_nothing()
    {
        (_, int count) = Search([], 4, new float[4], 3, DistanceMetric.Cosine);
        Assert.Equal(0, count);
    }

    [Fact]
    public void Euclidean_ranks_squared_distances_that_share_a_root()
    {
        float[] database = [1, 3.5e-4f, 1, 0];
        (Neighbour[] found, _) = Search(database, 2, [0, 0], 2, DistanceMetric.Euclidean);
        Assert.Equal([new(1, 1), new(0, 1)], found);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void A_distance_that_is_not_a_number_counts_as_infinity(int rowsOfZeros)
    {
        float[] database = [float.NaN, float.PositiveInfinity, .. new float[rowsOfZeros], float.NaN];
        (Neighbour[] found, int count) = Search(database, 1, [0], rowsOfZeros + 2, DistanceMetric.Euclidean);
        Assert.Equal(rowsOfZeros + 2, count);
        Assert.Equal([new(0, float.PositiveInfinity), new(1, float.PositiveInfinity)], found[rowsOfZeros..]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_cancelled_search_stops(int threads)
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Search(
            new float[1 << 20], 16, new float[16 * 100], 1, DistanceMetric.Euclidean,
            new() { CancellationToken = cancellation.Token, MaxThreads = threads }));
    }

    [Fact]
    public void A_database_of_another_dimension_is_refused() =>
        Assert.Throws<ArgumentException>("database", () => Search(new float[31], 16, new float[16], 1, DistanceMetric.Euclidean));

    [Fact]
    public void Queries_of_another_dimension_are_refused() =>
        Assert.Throws<ArgumentException>("queries", () => Search(new float[32], 16, new float[15], 1, DistanceMetric.Euclidean));

    [Fact]
    public void Results_without_room_are_refused() =>
        Assert.Throws<ArgumentException>("results", () => ExactSearch.Search(
            new float[4], 2, new float[4], 2, DistanceMetric.Euclidean, new Neighbour[3]));

    [Fact]
    public void A_bitmap_shorter_than_the_database_is_refused() =>
        Assert.Throws<ArgumentException>("options", () => Search(
            new float[65], 1, new float[1], 1, DistanceMetric.Euclidean, new() { Allowed = new ulong[1] }));

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public void Numbers_below_one_are_refused(int dimension, int top, int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactSearch.Search(
            new float[4], dimension, new float[1], top, DistanceMetric.Euclidean, new Neighbour[1], new() { MaxThreads = threads }));

    private static void AssertExact(float[] database, int dimension, float[] queries, int top, DistanceMetric metric)
    {
        (Neighbour[] found, int count) = Search(database, dimension, queries, top, metric);
        for (int query = 0; query < queries.Length / dimension; query++)
        {
            Neighbour[] expected = BruteForce.Search(database, dimension, queries.AsSpan(query * dimension, dimension), top, metric);
            Assert.Equal(expected, found[(query * top)..((query * top) + count)]);
        }
    }

    private static (Neighbour[] Found, int Count) Search(
        float[] database, int dimension, float[] queries, int top, DistanceMetric metric, ExactSearchOptions? options = null)
    {
        var results = new Neighbour[queries.Length / dimension * top];
        int count = ExactSearch.Search(database, dimension, queries, top, metric, results, options);
        return (results, count);
    }
}
