using Lookalike.Search.Distances;
using Lookalike.Search.Exact;
using Lookalike.Search.Hnsw;
using Lookalike.Search.Tests.Exact;

namespace Lookalike.Search.Tests.Hnsw;

/// <summary>
/// A graph must keep answering what a comparison with every vector answers, whatever happened to it since it was built: vectors
/// added, changed and taken away, the file closed and opened, searches and changes at the same time.
/// </summary>
public sealed class HnswIndexTests
{
    /// <summary>A share of the ten nearest that a sound graph of this size never falls below: it finds .99 and more. A broken one finds half.</summary>
    private const double LeastRecall = 0.97;

    /// <summary>What a graph may lose by changes, against one built from the same vectors at once. Measured: 0.000 to 0.004.</summary>
    private const double MostLost = 0.02;

    private const int Dimension = 24;
    private const int Rows = 4000;

    public static TheoryData<DistanceMetric> Metrics =>
        new(DistanceMetric.Euclidean, DistanceMetric.SquaredEuclidean, DistanceMetric.Cosine, DistanceMetric.DotProduct);

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Nearly_all_of_the_true_neighbours_are_found_with_the_distances_of_an_exact_search(DistanceMetric metric)
    {
        float[] vectors = Clusters.Draw(1, Rows, Dimension);
        HnswIndex index = HnswIndex.Build(vectors, Dimension, metric, new HnswOptions { MaxThreads = 1 });
        Assert.Equal(Rows, index.Count);
        AssertRecall(index, vectors, LeastRecall);

        float[] queries = Clusters.Draw(2, 20, Dimension);
        var found = new Neighbour[20 * 10];
        Assert.Equal(10, index.Search(vectors, queries, 10, found));
        for (int q = 0; q < 20; q++)
        {
            ReadOnlyMemory<float> query = queries.AsMemory(q * Dimension, Dimension);
            foreach (Neighbour neighbour in found.AsSpan(q * 10, 10))
                Assert.Equal(VectorDistance.Compute(metric, vectors.AsSpan(neighbour.Position * Dimension, Dimension), query.Span), neighbour.Distance);
            Assert.Equal(found[(q * 10)..((q * 10) + 10)].OrderBy(n => n.Distance).ThenBy(n => n.Position), found[(q * 10)..((q * 10) + 10)]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(33)]
    [InlineData(65)]
    [InlineData(200)]
    public void Vectors_of_any_dimension_are_found(int dimension)
    {
        float[] vectors = Clusters.Draw(3, 1500, dimension);
        HnswIndex index = HnswIndex.Build(vectors, dimension, DistanceMetric.Euclidean);
        Assert.True(Recall(index, vectors, dimension, Clusters.Draw(4, 50, dimension)) >= LeastRecall);
    }

    [Fact]
    public void One_thread_and_one_seed_give_one_graph()
    {
        float[] vectors = Clusters.Draw(5, 2000, Dimension);
        byte[] Built(int seed)
        {
            using var stream = new MemoryStream();
            HnswIndex.Build(vectors, Dimension, DistanceMetric.Cosine, new HnswOptions { MaxThreads = 1, Seed = seed }).Save(stream, generation: 0);
            return stream.ToArray();
        }

        byte[] first = Built(7);
        Assert.Equal(first, Built(7));
        Assert.NotEqual(first, Built(8));
    }

    [Fact]
    public void A_build_on_many_threads_finds_as_much_as_on_one()
    {
        float[] vectors = Clusters.Draw(6, Rows, Dimension);
        AssertRecall(HnswIndex.Build(vectors, Dimension, DistanceMetric.Euclidean, new HnswOptions { MaxThreads = 4 }), vectors, LeastRecall);
    }

    [Fact]
    public void Vectors_added_one_by_one_are_found_as_well_as_those_built_at_once()
    {
        float[] vectors = Clusters.Draw(7, Rows, Dimension);
        double atOnce = Recall(HnswIndex.Build(vectors, Dimension, DistanceMetric.Euclidean), vectors, Dimension, Queries);
        HnswIndex index = HnswIndex.Build(vectors.AsMemory(0, 100 * Dimension), Dimension, DistanceMetric.Euclidean);
        for (int i = 100; i < Rows; i++) index.Add(i, vectors.AsSpan(i * Dimension, Dimension));
        Assert.Equal(Rows, index.Count);
        AssertRecall(index, vectors, atOnce - MostLost);
    }

    [Fact]
    public void Removed_vectors_are_never_found_and_the_others_still_are()
    {
        float[] vectors = Clusters.Draw(8, Rows, Dimension);
        HnswIndex index = HnswIndex.Build(vectors, Dimension, DistanceMetric.Euclidean);
        double whole = Recall(index, vectors, Dimension, Queries);
        bool Stays(int position) => position % 3 != 0;
        for (int i = 0; i < Rows; i += 3) Assert.True(index.Remove(i));
        Assert.False(index.Remove(0));
        Assert.False(index.Contains(0));
        Assert.True(index.Contains(1));
        Assert.Equal(Rows - ((Rows + 2) / 3), index.Count);
        Assert.True(index.IsWorn);

        double recall = Recall(index, vectors, Dimension, Queries, Stays);
        Assert.True(recall >= whole - MostLost, $"recall@10 is {recall:0.000} after removals, before {whole:0.000}; links around removed nodes are not mended well");

        // Their positions may be used again, for other vectors.
        float[] others = Clusters.Draw(9, Rows, Dimension);
        for (int i = 0; i < Rows; i += 3)
        {
            others.AsSpan(i * Dimension, Dimension).CopyTo(vectors.AsSpan(i * Dimension));
            index.Add(i, vectors.AsSpan(i * Dimension, Dimension));
        }

        Assert.Equal(Rows, index.Count);
        Assert.False(index.IsWorn);
        AssertRecall(index, vectors, whole - MostLost);
    }

    [Fact]
    public void A_changed_vector_is_found_where_it_is_now()
    {
        float[] vectors = Clusters.Draw(10, Rows, Dimension);
        HnswIndex index = HnswIndex.Build(vectors, Dimension, DistanceMetric.Euclidean);
        float[] changed = Clusters.Draw(11, Rows, Dimension);
        for (int i = 0; i < Rows; i += 2)
        {
            changed.AsSpan(i * Dimension, Dimension).CopyTo(vectors.AsSpan(i * Dimension));
            index.Add(i, vectors.AsSpan(i * Dimension, Dimension));
        }

        Assert.Equal(Rows, index.Count);
        AssertRecall(index, vectors, LeastRecall);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.95)]
    public void A_filter_costs_no_recall(double share)
    {
        float[] vectors = Clusters.Draw(12, Rows, Dimension);
        HnswIndex index = HnswIndex.Build(vectors, Dimension, DistanceMetric.Euclidean);
        var random = new Random(13);
        bool[] allowed = [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble() < share)];
        double recall = Recall(index, vectors, Dimension, Queries, i => allowed[i], filter: true);
        Assert.True(recall >= LeastRecall, $"recall@10 is {recall:0.000} where {share:0%} may be returned");
    }

    [Fact]
    public void A_filter_that_allows_only_far_vectors_finds_those()
    {
        // All of one cluster, searched for from another: the walk has to leave everything near behind.
        float[] vectors = Clusters.Draw(14, 6000, Dimension, clusters: 4);
        HnswIndex index = HnswIndex.Build(vectors, Dimension, DistanceMetric.Euclidean);
        float[] corner = vectors[..Dimension];
        bool[] near = [.. Enumerable.Range(0, 6000).Select(i => VectorDistance.Compute(DistanceMetric.Euclidean, corner, vectors.AsSpan(i * Dimension, Dimension)) < 4)];
        Assert.InRange(near.Count(n => n), 1000, 2500);
        double recall = Recall(index, vectors, Dimension, Clusters.Draw(15, 50, Dimension, clusters: 4), i => near[i], filter: true);
        Assert.True(recall >= LeastRecall, $"recall@10 is {recall:0.000}");
    }

    [Fact]
    public void Fewer_vectors_than_wanted_are_all_found_in_order()
    {
        float[] vectors = TestVectors.Uniform(16, 5 * Dimension);
        HnswIndex index = HnswIndex.Build(vectors, Dimension, DistanceMetric.Euclidean);
        var found = new Neighbour[10];
        Assert.Equal(5, index.Search(vectors, vectors.AsMemory(0, Dimension), 10, found));
        Assert.Equal(BruteForce.Search(vectors, Dimension, vectors.AsSpan(0, Dimension), 5, DistanceMetric.Euclidean), found[..5]);

        Assert.Equal(0, HnswIndex.Build(ReadOnlyMemory<float>.Empty, Dimension, DistanceMetric.Euclidean).Search(vectors, vectors.AsMemory(0, Dimension), 10, found));
    }

    [Fact]
    public void Hundreds_of_copies_of_one_vector_do_not_hide_the_others()
    {
        float[] vectors = Clusters.Draw(17, Rows, Dimension);
        for (int i = 1000; i < 2000; i++) vectors.AsSpan(0, Dimension).CopyTo(vectors.AsSpan(i * Dimension));
        HnswIndex index = HnswIndex.Build(vectors, Dimension, DistanceMetric.Euclidean);
        AssertRecall(index, vectors, LeastRecall, byDistance: true);
    }

    [Fact]
    public void A_query_far_outside_the_vectors_is_answered_exactly()
    {
        float[] vectors = Clusters.Draw(18, Rows, Dimension);
        HnswIndex index = HnswIndex.Build(vectors, Dimension, DistanceMetric.Euclidean);
        float[] query = [.. Enumerable.Range(0, Dimension).Select(i => 100f * (i + 1))];
        var found = new Neighbour[10];
        index.Search(vectors, query, 10, found);
        Assert.Equal(BruteForce.Search(vectors, Dimension, query, 10, DistanceMetric.Euclidean), found);
    }

    [Fact]
    public void Vectors_outside_the_range_of_the_first_wear_the_index_out()
    {
        float[] vectors = Clusters.Draw(19, 1000, Dimension);
        HnswIndex index = HnswIndex.Build(vectors, Dimension, DistanceMetric.Euclidean);
        Assert.False(index.IsWorn);
        float[] far = [.. Enumerable.Repeat(50f, Dimension)];
        for (int i = 1000; i < 1100; i++) index.Add(i, far);
        Assert.True(index.IsWorn);
    }

    [Fact]
    public async Task Searches_beside_a_writer_find_what_stays_in_the_index()
    {
        float[] vectors = Clusters.Draw(20, 2 * Rows, Dimension);
        HnswIndex index = HnswIndex.Build(vectors.AsMemory(0, Rows * Dimension), Dimension, DistanceMetric.Euclidean);
        CancellationToken token = TestContext.Current.CancellationToken;
        bool done = false;
        Task writer = Task.Run(
            () =>
            {
                for (int i = Rows; i < 2 * Rows; i++)
                {
                    index.Add(i, vectors.AsSpan(i * Dimension, Dimension));
                    if (i % 2 == 0) index.Remove(i - Rows);
                }

                Volatile.Write(ref done, true);
            }, token);

        // Odd positions of the first half are never touched. Each is its own nearest.
        var allowed = new ulong[(2 * Rows) / 64];
        for (int i = 1; i < Rows; i += 2) allowed[i / 64] |= 1UL << (i % 64);
        int searches = 0, missed = 0;
        while (!Volatile.Read(ref done) || searches < 500)
        {
            int position = (((searches * 7919) % (Rows / 2)) * 2) + 1;
            var found = new Neighbour[5];
            int count = index.Search(vectors, vectors.AsMemory(position * Dimension, Dimension), 5, found, new HnswSearchOptions { Allowed = allowed });
            Assert.Equal(5, count);
            Assert.All(found, n => Assert.True(n.Position % 2 == 1 && n.Position < Rows));
            if (found[0].Position != position) missed++;
            searches++;
        }

        await writer;
        Assert.True(missed <= searches * (1 - LeastRecall), $"{missed} of {searches} searches beside the writer missed the vector itself");
        AssertRecall(index, vectors, LeastRecall, stays: i => i >= Rows || i % 2 == 1);
    }

    [Theory]
    [InlineData(DistanceMetric.Manhattan)]
    [InlineData(DistanceMetric.Hamming)]
    public void A_metric_without_a_graph_is_refused_and_says_what_to_use(DistanceMetric metric)
    {
        NotSupportedException fault = Assert.Throws<NotSupportedException>(() => HnswIndex.Build(new float[8], 4, metric));
        Assert.Contains(nameof(ExactSearch), fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_value_that_is_not_finite_is_refused_and_named(float value)
    {
        float[] bad = [1, 2, 3, value];
        Assert.Contains("dimension 3", Assert.Throws<ArgumentException>(() => HnswIndex.Build(bad, 4, DistanceMetric.Cosine)).Message, StringComparison.Ordinal);
        HnswIndex index = HnswIndex.Build(new float[] { 1, 2, 3, 4 }, 4, DistanceMetric.Cosine);
        Assert.Throws<ArgumentException>(() => index.Add(1, bad));
        Assert.Throws<ArgumentException>(() => index.Search(new float[4], bad, 1, new Neighbour[1]));
        Assert.Equal(1, index.Count);
    }

    [Fact]
    public void Numbers_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => HnswIndex.Build(new float[4], 4, DistanceMetric.Cosine, new HnswOptions { Links = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => HnswIndex.Build(new float[4], 4, DistanceMetric.Cosine, new HnswOptions { BuildCandidates = 0 }));
        Assert.Throws<ArgumentException>(() => HnswIndex.Build(new float[5], 4, DistanceMetric.Cosine));
        Assert.Throws<ArgumentOutOfRangeException>(() => HnswIndex.Build(new float[HnswIndex.MaxDimension + 1], HnswIndex.MaxDimension + 1, DistanceMetric.Cosine));
        HnswIndex index = HnswIndex.Build(new float[] { 1, 2, 3, 4 }, 4, DistanceMetric.Cosine);
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Add(-1, new float[4]));
        Assert.Throws<ArgumentException>(() => index.Add(1, new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Search(new float[4], new float[4], 0, new Neighbour[1]));
        Assert.Throws<ArgumentException>(() => index.Search(new float[4], new float[4], 2, new Neighbour[1]));
    }

    [Fact]
    public void A_cancelled_build_ends_with_the_exception()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => HnswIndex.Build(Clusters.Draw(21, 1000, 8), 8, DistanceMetric.Euclidean, new HnswOptions { CancellationToken = cancelled.Token }));
    }

    private static float[] Queries { get; } = Clusters.Draw(2, 100, Dimension);

    private static void AssertRecall(HnswIndex index, float[] vectors, double minimum, Func<int, bool>? stays = null, bool byDistance = false)
    {
        double recall = Recall(index, vectors, Dimension, Queries, stays, byDistance: byDistance);
        Assert.True(recall >= minimum, $"recall@10 is {recall:0.000}; expected at least {minimum:0.000}. The graph is not linked as it should be.");
    }

    private static double Recall(
        HnswIndex index, float[] vectors, int dimension, float[] queries, Func<int, bool>? stays = null, bool filter = false, bool byDistance = false)
    {
        const int Top = 10;
        int count = queries.Length / dimension;
        ulong[] allowed = [];
        if (filter)
        {
            allowed = new ulong[(vectors.Length / dimension / 64) + 1];
            for (int i = 0; i < vectors.Length / dimension; i++)
            {
                if (stays!(i)) allowed[i / 64] |= 1UL << (i % 64);
            }
        }

        var found = new Neighbour[count * Top];
        int each = index.Search(vectors, queries, Top, found, new HnswSearchOptions { Allowed = allowed });
        int right = 0, all = 0;
        for (int q = 0; q < count; q++)
        {
            Neighbour[] truth = BruteForce.Search(vectors, dimension, queries.AsSpan(q * dimension, dimension), Top, index.Metric, stays);
            ReadOnlySpan<Neighbour> own = found.AsSpan(q * Top, each);
            foreach (Neighbour neighbour in own) Assert.True(stays?.Invoke(neighbour.Position) ?? true, $"position {neighbour.Position} may not be returned");
            all += truth.Length;
            foreach (Neighbour neighbour in own)
            {
                if (byDistance ? neighbour.Distance <= truth[^1].Distance : truth.Any(t => t.Position == neighbour.Position)) right++;
            }
        }

        return (double)right / all;
    }
}
