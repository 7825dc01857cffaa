using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Distances;

/// <summary>Each distance function scores as it is defined, and the best comes first.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class DistanceFunctionTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    private const int Same = 1, Opposite = 2, Across = 3;

    /// <summary>The function, its scores of the query to itself, to its opposite and across, and whether a higher score is better.</summary>
    public static TheoryData<string, double, double, double, bool> Functions => new()
    {
        { DistanceFunction.CosineSimilarity, 1, -1, 0, true },
        { DistanceFunction.CosineDistance, 0, 2, 1, false },
        { DistanceFunction.DotProductSimilarity, 1, -1, 0, true },
        { DistanceFunction.NegativeDotProductSimilarity, -1, 1, 0, false },
        { DistanceFunction.EuclideanDistance, 0, 2, 1.7320508, false },
        { DistanceFunction.EuclideanSquaredDistance, 0, 4, 3, false },
        { DistanceFunction.ManhattanDistance, 0, 2, 3, false },
        { DistanceFunction.HammingDistance, 0, 1, 3, false },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public Task Scores_are_as_defined_and_the_best_come_first(string function, double same, double opposite, double across, bool higherFirst) =>
        WhereSupportedAsync(Fixture.SupportsDistanceFunction(function), function, async () =>
        {
            var collection = await PointsAsync(function);

            var hits = await SearchAsync(collection);

            AssertScores(Ranked(same, opposite, across, higherFirst), hits);
        });

    [Theory]
    [MemberData(nameof(Functions))]
    public Task A_threshold_leaves_out_what_scores_worse(string function, double same, double opposite, double across, bool higherFirst) =>
        WhereSupportedAsync(Fixture.SupportsDistanceFunction(function), function, () => WhereSupportedAsync(Fixture.SupportsScoreThreshold, nameof(VectorSearchOptions<>.ScoreThreshold), async () =>
        {
            var collection = await PointsAsync(function);
            (int Number, double Score)[] ranked = Ranked(same, opposite, across, higherFirst);

            // Between two scores, so that it makes no difference whether the threshold itself belongs to what is found.
            foreach (int kept in (int[])[1, 2])
            {
                var hits = await SearchAsync(collection, new() { ScoreThreshold = (ranked[kept - 1].Score + ranked[kept].Score) / 2 });
                AssertScores(ranked[..kept], hits);
            }
            double beyondTheWorst = ranked[2].Score + (higherFirst ? -1 : 1), beforeTheBest = ranked[0].Score + (higherFirst ? 1 : -1);
            AssertScores(ranked, await SearchAsync(collection, new() { ScoreThreshold = beyondTheWorst }));
            AssertScores([], await SearchAsync(collection, new() { ScoreThreshold = beforeTheBest }));
        }));

    [Fact]
    public async Task A_property_that_names_no_function_has_the_one_that_the_provider_states()
    {
        (string _, double same, double opposite, double across, bool higherFirst) = Functions.Single(f => f.Data.Item1 == Fixture.DefaultDistanceFunction).Data;
        var collection = await PointsAsync(null);

        AssertScores(Ranked(same, opposite, across, higherFirst), await SearchAsync(collection));
    }

    [Fact]
    public async Task A_function_that_nobody_knows_is_refused_by_name()
    {
        NotSupportedException refusal = await Assert.ThrowsAsync<NotSupportedException>(() => PointsAsync("ChebyshevDistance"));

        Assert.Contains("ChebyshevDistance", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DistanceFunction.CosineDistance, 1)]
    [InlineData(DistanceFunction.CosineSimilarity, 0)]
    public Task A_vector_of_zeros_is_stored_and_as_far_as_a_vector_across(string function, double expected) =>
        WhereSupportedAsync(Fixture.SupportsDistanceFunction(function), function, async () =>
        {
            var collection = await CreateAsync<TKey, Point<TKey>>(Point<TKey>.Definition(2, function), Point<TKey>.At(1, 0, 0), Point<TKey>.At(2, 1, 1));

            var hits = await collection.SearchAsync(new float[] { 1, 1 }, 5, cancellationToken: Token).ToListAsync(Token);

            Assert.Equal([Keys.Of<TKey>(2), Keys.Of<TKey>(1)], hits.Select(h => h.Record.Key));
            Assert.Equal(expected, hits[1].Score!.Value, 1e-6);
        });

    [Theory]
    [InlineData(DistanceFunction.CosineDistance, 1)]
    [InlineData(DistanceFunction.CosineSimilarity, 0)]
    public Task A_query_of_zeros_finds_all_as_far_as_vectors_across(string function, double expected) =>
        WhereSupportedAsync(Fixture.SupportsDistanceFunction(function), function, async () =>
        {
            var collection = await CreateAsync<TKey, Point<TKey>>(Point<TKey>.Definition(2, function), Point<TKey>.At(1, 0, 0), Point<TKey>.At(2, 1, 1));

            var hits = await collection.SearchAsync(new float[2], 5, cancellationToken: Token).ToListAsync(Token);

            Assert.Equal(2, hits.Count);
            Assert.All(hits, h => Assert.Equal(expected, h.Score!.Value, 1e-6));
        });

    private static (int Number, double Score)[] Ranked(double same, double opposite, double across, bool higherFirst)
    {
        (int, double Score)[] scores = [(Same, same), (Opposite, opposite), (Across, across)];
        return [.. scores.OrderBy(s => higherFirst ? -s.Score : s.Score)];
    }

    private static void AssertScores((int Number, double Score)[] expected, List<VectorSearchResult<Point<TKey>>> hits)
    {
        Assert.Equal(expected.Select(e => Keys.Of<TKey>(e.Number)), hits.Select(h => h.Record.Key));
        for (int i = 0; i < hits.Count; i++) Assert.Equal(expected[i].Score, hits[i].Score!.Value, 1e-6);
    }

    private Task<VectorStoreCollection<TKey, Point<TKey>>> PointsAsync(string? function) => CreateAsync<TKey, Point<TKey>>(
        Point<TKey>.Definition(4, function), Point<TKey>.At(Opposite, -1, 0, 0, 0), Point<TKey>.At(Across, 0, -1, -1, 0), Point<TKey>.At(Same, 1, 0, 0, 0));

    private static async Task<List<VectorSearchResult<Point<TKey>>>> SearchAsync(VectorStoreCollection<TKey, Point<TKey>> collection, VectorSearchOptions<Point<TKey>>? options = null) =>
        await collection.SearchAsync(new float[] { 1, 0, 0, 0 }, 3, options, Token).ToListAsync(Token);
}
