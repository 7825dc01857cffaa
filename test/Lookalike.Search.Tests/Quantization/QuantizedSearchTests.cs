using FsCheck.Xunit;

namespace Lookalike.Search.Tests;

public sealed class QuantizedSearchTests
{
    private const int Dimension = 64;

    /// <summary>Of the true ten nearest, what the default oversampling finds. It found all of them when this was written.</summary>
    private const double LeastRecall = .999;

    private static readonly DistanceMetric[] Supported =
        [DistanceMetric.Euclidean, DistanceMetric.SquaredEuclidean, DistanceMetric.Cosine, DistanceMetric.DotProduct];

    public static TheoryData<DistanceMetric> Metrics => new(Supported);

    [Theory]
    [MemberData(nameof(Metrics))]
    public void The_default_oversampling_finds_nearly_what_an_exact_search_finds(DistanceMetric metric)
    {
        const int Queries = 200, Top = 10;
        float[] database = ClusteredVectors.Draw(1, 20_000, Dimension);
        float[] queries = ClusteredVectors.Draw(2, Queries, Dimension);
        Neighbour[] expected = Exact(database, queries, Top, metric);
        Neighbour[] found = Search(QuantizedSearch.Build(database, Dimension, metric), database, queries, Top);
        int hits = Enumerable.Range(0, Queries)
            .Sum(q => expected.Skip(q * Top).Take(Top).Intersect(found.Skip(q * Top).Take(Top)).Count());
        double recall = hits / (double)expected.Length;
        Assert.True(recall >= LeastRecall, $"The recall is {recall:F4}, below {LeastRecall}: are the codes of rows and queries on one scale?");
    }

    [Property(MaxTest = 200)]
    public void Ranking_every_row_again_equals_an_exact_search_bit_for_bit(
        int seed, ushort rowWord, byte queryByte, byte dimensionByte, byte topByte, byte metricByte)
    {
        int rows = (rowWord % 600) + 1, queryCount = (queryByte % 5) + 1, dimension = (dimensionByte % 80) + 1, top = (topByte % 20) + 1;
        DistanceMetric metric = Supported[metricByte % Supported.Length];
        float[] database = TestVectors.Whole(seed, rows * dimension);
        float[] queries = TestVectors.Whole(unchecked(seed + 1), queryCount * dimension, below: 4);
        var expected = new Neighbour[queryCount * top];
        var found = new Neighbour[queryCount * top];
        int expectedCount = ExactSearch.Search(database, dimension, queries, top, metric, expected);
        int count = QuantizedSearch.Build(database, dimension, metric).Search(database, queries, top, found, oversampling: 600);
        Assert.Equal(expectedCount, count);
        Assert.Equal(expected, found);
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Distances_are_those_of_the_floats(DistanceMetric metric)
    {
        float[] database = ClusteredVectors.Draw(1, 2000, Dimension);
        float[] query = ClusteredVectors.Draw(2, 1, Dimension);
        foreach (Neighbour neighbour in Search(QuantizedSearch.Build(database, Dimension, metric), database, query, 10))
        {
            Assert.Equal(
                VectorDistance.Compute(metric, query, database.AsSpan(neighbour.Position * Dimension, Dimension)), neighbour.Distance);
        }
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void A_search_on_many_threads_equals_one_on_a_single_thread(DistanceMetric metric)
    {
        float[] database = ClusteredVectors.Draw(1, 50_000, Dimension);
        QuantizedSearch search = QuantizedSearch.Build(database, Dimension, metric);
        foreach (int count in (int[])[1, 3, 70])
        {
            float[] queries = ClusteredVectors.Draw(2, count, Dimension);
            Assert.Equal(
                Search(search, database, queries, 10, new() { MaxThreads = 1 }), Search(search, database, queries, 10, new() { MaxThreads = 5 }));
        }
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Only_allowed_positions_are_found(DistanceMetric metric)
    {
        const int Rows = 5000;
        float[] database = ClusteredVectors.Draw(1, Rows, Dimension);
        float[] queries = ClusteredVectors.Draw(2, 5, Dimension);
        var allowed = new ulong[(Rows + 63) / 64];
        for (int i = 0; i < Rows; i += 50)
            allowed[i / 64] |= 1UL << (i % 64);
        var options = new ExactSearchOptions { Allowed = allowed };
        Neighbour[] found = Search(QuantizedSearch.Build(database, Dimension, metric), database, queries, 25, options);
        Assert.Equal(Exact(database, queries, 25, metric, options), found);
        Assert.All(found, n => Assert.Equal(0, n.Position % 50));
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void A_query_far_outside_the_database_is_searched_exactly(DistanceMetric metric)
    {
        float[] database = ClusteredVectors.Draw(1, 5000, Dimension);
        float[] far = ClusteredVectors.Draw(2, 3, Dimension);
        for (int i = 0; i < Dimension; i++)
            far[Dimension + i] += i % 2 == 0 ? 40 : -70;
        Assert.Equal(Exact(database, far, 10, metric), Search(QuantizedSearch.Build(database, Dimension, metric), database, far, 10));
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void A_query_that_is_not_finite_is_searched_exactly(DistanceMetric metric)
    {
        float[] database = ClusteredVectors.Draw(1, 100, Dimension);
        float[] queries = ClusteredVectors.Draw(2, 3, Dimension);
        queries[0] = float.NaN;
        queries[Dimension] = float.PositiveInfinity;
        Assert.Equal(Exact(database, queries, 5, metric), Search(QuantizedSearch.Build(database, Dimension, metric), database, queries, 5));
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void A_query_of_zeros_gets_what_an_exact_search_finds(DistanceMetric metric)
    {
        float[] database = ClusteredVectors.Draw(1, 500, Dimension);
        var query = new float[Dimension];
        Assert.Equal(Exact(database, query, 5, metric), Search(QuantizedSearch.Build(database, Dimension, metric), database, query, 5));
    }

    [Fact]
    public void Many_vectors_of_zeros_do_not_crowd_out_the_nearest_by_cosine()
    {
        // Half the rows are zeros, at distance 1, which by squared differences alone is 1 too. The others are at about .6, but 1.2 by squares.
        var database = new float[1000 * 2];
        for (int row = 500; row < 1000; row++)
        {
            double angle = 1 + (row / 5000d);
            (database[row * 2], database[(row * 2) + 1]) = ((float)Math.Cos(angle), (float)Math.Sin(angle));
        }

        (database[^2], database[^1]) = (1, 0);
        float[] query = [.5f, 0];
        QuantizedSearch search = QuantizedSearch.Build(database, 2, DistanceMetric.Cosine);
        var expected = new Neighbour[10];
        ExactSearch.Search(database, 2, query, 10, DistanceMetric.Cosine, expected);
        Assert.Equal(expected, Search(search, database, query, 10));
        Assert.DoesNotContain(expected, n => n.Position < 500);
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Vectors_that_are_not_finite_rank_last(DistanceMetric metric)
    {
        float[] database = ClusteredVectors.Draw(1, 300, Dimension);
        float[] query = ClusteredVectors.Draw(2, 1, Dimension);
        for (int row = 0; row < 200; row++)
        {
            // All but one dimension is the query's, so codes alone would put these rows first.
            query.CopyTo(database.AsSpan(row * Dimension));
            database[row * Dimension] = float.NaN;
        }

        Neighbour[] found = Search(QuantizedSearch.Build(database, Dimension, metric), database, query, 10);
        Assert.Equal(Exact(database, query, 10, metric), found);
        Assert.All(found, n => Assert.InRange(n.Position, 200, 299));
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Vectors_that_are_all_alike_tie_by_position(DistanceMetric metric)
    {
        var database = new float[100 * 3];
        Array.Fill(database, 7);
        var found = new Neighbour[5];
        QuantizedSearch.Build(database, 3, metric).Search(database, new float[] { 7, 7, 7 }, 5, found);
        Assert.Equal([0, 1, 2, 3, 4], found.Select(n => n.Position));
    }

    [Fact]
    public void The_copy_is_a_quarter_of_the_database()
    {
        float[] database = ClusteredVectors.Draw(1, 10_000, Dimension);
        long bytes = Allocation.Least(() => QuantizedSearch.Build(database, Dimension, DistanceMetric.Euclidean));
        Assert.InRange(bytes, database.Length, database.Length + 4096);
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void A_repeated_search_on_one_thread_allocates_nothing(DistanceMetric metric)
    {
        float[] database = ClusteredVectors.Draw(1, 3000, Dimension);
        float[] query = ClusteredVectors.Draw(2, 1, Dimension);
        QuantizedSearch search = QuantizedSearch.Build(database, Dimension, metric);
        var results = new Neighbour[10];
        var options = new ExactSearchOptions { MaxThreads = 1 };
        Assert.Equal(0, Allocation.Least(() => search.Search(database, query, 10, results, options: options)));
    }

    [Fact]
    public void An_empty_database_finds_nothing() =>
        Assert.Equal(0, QuantizedSearch.Build([], 4, DistanceMetric.Cosine).Search(default, new float[8], 3, new Neighbour[6]));

    [Fact]
    public void No_queries_find_nothing()
    {
        QuantizedSearch search = QuantizedSearch.Build(new float[8], 4, DistanceMetric.Euclidean);
        Assert.Equal(2, search.Search(new float[8], default, 3, default));
    }

    [Theory]
    [InlineData(DistanceMetric.Manhattan)]
    [InlineData(DistanceMetric.Hamming)]
    public void Metrics_that_codes_cannot_rank_by_are_refused_with_those_that_they_can(DistanceMetric metric)
    {
        NotSupportedException e = Assert.Throws<NotSupportedException>(() => QuantizedSearch.Build(new float[4], 2, metric));
        Assert.All(Supported, supported => Assert.Contains(supported.ToString(), e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_copy_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>("database", () => QuantizedSearch.Build(new float[5], 2, DistanceMetric.Euclidean));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => QuantizedSearch.Build([], 32_769, DistanceMetric.Euclidean));
        Assert.Throws<ArgumentOutOfRangeException>("metric", () => QuantizedSearch.Build([], 2, (DistanceMetric)6));
    }

    [Fact]
    public void Arguments_that_do_not_fit_the_copy_are_refused()
    {
        var database = new float[65 * 2];
        QuantizedSearch search = QuantizedSearch.Build(database, 2, DistanceMetric.Cosine);
        var results = new Neighbour[4];
        Assert.Throws<ArgumentException>("database", () => search.Search(new float[64 * 2], new float[2], 1, results));
        Assert.Throws<ArgumentException>("queries", () => search.Search(database, new float[3], 1, results));
        Assert.Throws<ArgumentException>("results", () => search.Search(database, new float[2], 5, results));
        Assert.Throws<ArgumentException>("options", () => search.Search(database, new float[2], 1, results, options: new() { Allowed = new ulong[1] }));
        Assert.Throws<ArgumentException>("options", () => search.Search(
            database, new float[2], 1, results, options: new() { RowLengths = RowLengths.Of(new float[4], 2) }));
        Assert.Throws<ArgumentOutOfRangeException>("top", () => search.Search(database, new float[2], 0, results));
        Assert.Throws<ArgumentOutOfRangeException>("oversampling", () => search.Search(database, new float[2], 1, results, 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_cancelled_search_stops(int threads)
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var database = new float[1 << 20];
        QuantizedSearch search = QuantizedSearch.Build(database, 16, DistanceMetric.Euclidean);
        Assert.ThrowsAny<OperationCanceledException>(() => search.Search(
            database, new float[16 * 100], 1, new Neighbour[100], options: new() { CancellationToken = cancellation.Token, MaxThreads = threads }));
    }

    private static Neighbour[] Search(
        QuantizedSearch search, float[] database, float[] queries, int top, ExactSearchOptions? options = null)
    {
        var results = new Neighbour[queries.Length / search.Dimension * top];
        Assert.Equal(top, search.Search(database, queries, top, results, options: options));
        return results;
    }

    private static Neighbour[] Exact(
        float[] database, float[] queries, int top, DistanceMetric metric, ExactSearchOptions? options = null)
    {
        var results = new Neighbour[queries.Length / Dimension * top];
        ExactSearch.Search(database, Dimension, queries, top, metric, results, options);
        return results;
    }
}
