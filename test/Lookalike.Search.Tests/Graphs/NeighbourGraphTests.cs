using FsCheck;
using FsCheck.Xunit;
using Lookalike.Search.Distances;
using Lookalike.Search.Graphs;
using Lookalike.Search.Tests.Hnsw;

namespace Lookalike.Search.Tests.Graphs;

public sealed class NeighbourGraphTests
{
    [Theory]
    [InlineData(DistanceMetric.Euclidean)]
    [InlineData(DistanceMetric.Cosine)]
    [InlineData(DistanceMetric.DotProduct)]
    public void Every_vector_has_the_neighbours_that_brute_force_finds_without_itself(DistanceMetric metric)
    {
        foreach ((int count, int dimension, int neighbours) in ((int, int, int)[])[(2, 1, 1), (50, 7, 3), (403, 32, 10), (5000, 3, 5)])
        {
            float[] vectors = TestVectors.Uniform(count, count * dimension);
            NeighbourGraph graph = NeighbourGraph.Build(vectors, dimension, neighbours, metric, maxThreads: 2, TestContext.Current.CancellationToken);
            Assert.Equal((count, neighbours), (graph.Count, graph.Neighbours));
            for (int i = 0; i < count; i += Math.Max(1, count / 97))
                Assert.Equal(Others(vectors, dimension, i, neighbours, metric), graph.Of(i).ToArray());
        }
    }

    [Fact]
    public void A_set_above_the_limit_gets_nearly_the_same_graph_through_an_approximate_index_and_the_same_one_every_time()
    {
        const int Count = 3000, Dimension = 16, Neighbours = 10;
        float[] vectors = Clusters.Draw(1, Count, Dimension);
        NeighbourGraph exact = NeighbourGraph.Build(vectors, Dimension, Neighbours, DistanceMetric.Euclidean, maxThreads: 2, TestContext.Current.CancellationToken);
        NeighbourGraph[] approximate = [.. Enumerable.Range(0, 2).Select(_ =>
            NeighbourGraph.BuildApproximate(vectors, Dimension, Neighbours, DistanceMetric.Euclidean, maxThreads: 2, TestContext.Current.CancellationToken))];
        int same = 0;
        for (int i = 0; i < Count; i++)
        {
            Assert.DoesNotContain(i, approximate[0].Of(i).ToArray());
            Assert.Equal(approximate[0].Of(i).ToArray(), approximate[1].Of(i).ToArray());
            same += exact.Of(i).ToArray().Intersect(approximate[0].Of(i).ToArray()).Count();
        }

        Assert.True(same >= 0.99 * Count * Neighbours, $"{same} of {Count * Neighbours} links are those of the exact graph");
    }

    [Fact]
    public void Among_duplicates_a_vector_is_still_not_its_own_neighbour()
    {
        NeighbourGraph graph = NeighbourGraph.Build(new float[9 * 4], 4, 3, DistanceMetric.Euclidean, maxThreads: 1, TestContext.Current.CancellationToken);
        Assert.Equal([0, 1, 2], graph.Of(8).ToArray());
        Assert.Equal([1, 2, 3], graph.Of(0).ToArray());
    }

    [Fact]
    public void No_vector_has_more_neighbours_than_there_are_others() =>
        Assert.Equal(2, NeighbourGraph.Build(new float[] { 1, 2, 3 }, 1, 10, DistanceMetric.Euclidean, maxThreads: 1, TestContext.Current.CancellationToken).Neighbours);

    [Fact]
    public void A_graph_needs_two_vectors() =>
        Assert.Throws<ArgumentException>(() => NeighbourGraph.Build(new float[4], 4, 3, DistanceMetric.Euclidean, maxThreads: 1, TestContext.Current.CancellationToken));

    [Fact]
    public void The_nearest_of_a_wider_graph_are_those_of_a_narrower_one()
    {
        float[] vectors = TestVectors.Uniform(3, 300 * 6);
        NeighbourGraph wide = NeighbourGraph.Build(vectors, 6, 12, DistanceMetric.Euclidean, maxThreads: 2, TestContext.Current.CancellationToken).Nearest(5);
        NeighbourGraph narrow = NeighbourGraph.Build(vectors, 6, 5, DistanceMetric.Euclidean, maxThreads: 2, TestContext.Current.CancellationToken);
        for (int i = 0; i < 300; i++) Assert.Equal(narrow.Of(i).ToArray(), wide.Of(i).ToArray());
    }

    [Fact]
    public void Links_are_mutual_where_both_ends_have_them()
    {
        // On a line, 0 and 1 have each other; 3 has 1, which does not have it.
        NeighbourGraph graph = NeighbourGraph.Build(new float[] { 0, 1, 3 }, 1, 1, DistanceMetric.Euclidean, maxThreads: 1, TestContext.Current.CancellationToken);
        Assert.Equal(2 / 3.0, graph.MutualShare(), 1e-12);
    }

    [Property(MaxTest = 60, Replay = "(20261123,15)")]
    public void A_step_gives_every_code_the_mean_of_itself_and_its_neighbours(PositiveInt size, PositiveInt many)
    {
        int dimension = 1 + (size.Get % 70), count = 2 + (many.Get % 60), neighbours = 1 + (many.Get % 9);
        float[] codes = TestVectors.Uniform(dimension, count * dimension);
        NeighbourGraph graph = NeighbourGraph.Build(codes, dimension, neighbours, DistanceMetric.Euclidean, maxThreads: 2, TestContext.Current.CancellationToken);
        float[] smoothed = [.. codes];
        graph.Smooth(smoothed, dimension, 1, maxThreads: 2, TestContext.Current.CancellationToken);
        for (int i = 0; i < count; i++)
        {
            int[] members = [i, .. graph.Of(i)];
            for (int column = 0; column < dimension; column++)
                Assert.Equal(members.Average(m => (double)codes[(m * dimension) + column]), smoothed[(i * dimension) + column], 1e-5);
        }
    }

    [Fact]
    public void Many_steps_are_as_many_single_steps_and_threads_change_nothing()
    {
        float[] codes = TestVectors.Uniform(5, 3000 * 17);
        NeighbourGraph graph = NeighbourGraph.Build(codes, 17, 4, DistanceMetric.Euclidean, maxThreads: 2, TestContext.Current.CancellationToken);
        float[] atOnce = [.. codes], oneByOne = [.. codes], nothing = [.. codes];
        graph.Smooth(atOnce, 17, 5, maxThreads: 2, TestContext.Current.CancellationToken);
        for (int step = 0; step < 5; step++) graph.Smooth(oneByOne, 17, 1, maxThreads: 1, TestContext.Current.CancellationToken);
        graph.Smooth(nothing, 17, 0, maxThreads: 1, TestContext.Current.CancellationToken);
        Assert.Equal(oneByOne, atOnce);
        Assert.Equal(codes, nothing);
    }

    [Fact]
    public void Codes_of_another_count_are_refused()
    {
        NeighbourGraph graph = NeighbourGraph.Build(new float[] { 1, 2, 3 }, 1, 1, DistanceMetric.Euclidean, maxThreads: 1, TestContext.Current.CancellationToken);
        Assert.Throws<ArgumentException>(() => graph.Smooth(new float[4], 1, 1, maxThreads: 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_cancelled_build_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => NeighbourGraph.Build(new float[8], 1, 1, DistanceMetric.Euclidean, maxThreads: 1, source.Token));
    }

    private static int[] Others(float[] vectors, int dimension, int own, int neighbours, DistanceMetric metric)
    {
        float[] query = vectors[(own * dimension)..((own + 1) * dimension)];
        return
        [
            .. Enumerable.Range(0, vectors.Length / dimension)
                .Where(i => i != own)
                .OrderBy(i => VectorDistance.Compute(metric, query, vectors.AsSpan(i * dimension, dimension)))
                .ThenBy(i => i)
                .Take(neighbours),
        ];
    }
}
