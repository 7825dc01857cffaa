using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Indexes;

/// <summary>
/// An index finds the true nearest, as a search over all records in the test itself finds them. An exact kind finds all of them; an
/// approximate kind nearly all, and goes on to when records come and go.
/// </summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class IndexAgreementTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    private const int Seed = 1, Queries = 50, Dimensions = 16, Clusters = 20, Top = 10;

    /// <summary>Below this an index is broken rather than approximate: a sound graph over so few records finds 0.99 of them.</summary>
    private const double LeastApproximateRecall = 0.95;

    [Fact]
    public Task A_flat_index_finds_all_of_the_nearest() => WhereSupportedAsync(Fixture.SupportsIndexKind(IndexKind.Flat), IndexKind.Flat, () => AgreesAsync(IndexKind.Flat, 1));

    [Fact]
    public Task A_graph_index_finds_nearly_all_of_the_nearest() =>
        WhereSupportedAsync(Fixture.SupportsIndexKind(IndexKind.Hnsw), IndexKind.Hnsw, () => AgreesAsync(IndexKind.Hnsw, LeastApproximateRecall));

    private async Task AgreesAsync(string kind, double leastRecall)
    {
        int records = Fixture.RecordsOfAnIndex;
        var random = new Random(Seed);
        Dictionary<int, float[]> vectors = Enumerable.Range(0, records).ToDictionary(i => i, _ => Clustered(random));
        float[][] queries = [.. Enumerable.Range(0, Queries).Select(_ => Clustered(random))];
        var collection = await CreateAsync<TKey, Point<TKey>>(Point<TKey>.Definition(Dimensions, Function, kind), [.. vectors.Select(v => Point<TKey>.At(v.Key, v.Value))]);
        await Fixture.CompleteIndexAsync(collection);
        await AssertRecallAsync("as written");

        int[] deleted = [.. Enumerable.Range(0, records).Where(i => i % 5 == 0)];
        await collection.DeleteAsync(deleted.Select(Keys.Of<TKey>), Token);
        foreach (int number in deleted) vectors.Remove(number);
        await AssertRecallAsync("after a fifth was deleted");

        foreach (int number in Enumerable.Range(records - 100, 300)) vectors[number] = Clustered(random);
        await collection.UpsertAsync(Enumerable.Range(records - 100, 300).Select(i => Point<TKey>.At(i, vectors[i])), Token);
        await AssertRecallAsync("after 100 were replaced and 200 added");
        await Fixture.CompleteIndexAsync(collection);
        await AssertRecallAsync("with all that in the index");

        async Task AssertRecallAsync(string when)
        {
            int agreed = 0;
            foreach (float[] query in queries)
            {
                HashSet<TKey> nearest = [.. vectors.OrderBy(v => Distance(query, v.Value)).Take(Top).Select(v => Keys.Of<TKey>(v.Key))];
                List<TKey> found = await collection.SearchAsync(query, Top, cancellationToken: Token).Select(h => h.Record.Key).ToListAsync(Token);
                Assert.Equal(Top, found.Distinct().Count());
                agreed += found.Count(nearest.Contains);
            }
            double recall = (double)agreed / (Queries * Top);
            Assert.True(recall >= leastRecall, $"{kind} {when}: recall@{Top} is {recall:F3}; expected at least {leastRecall}. The index has lost records or their neighbours.");
        }
    }

    private string Function => Fixture.SupportsDistanceFunction(DistanceFunction.EuclideanDistance) ? DistanceFunction.EuclideanDistance : DistanceFunction.CosineDistance;

    private double Distance(float[] left, float[] right)
    {
        double squares = 0, product = 0, ofLeft = 0, ofRight = 0;
        for (int i = 0; i < left.Length; i++)
        {
            squares += Math.Pow(left[i] - right[i], 2);
            product += left[i] * right[i];
            ofLeft += left[i] * left[i];
            ofRight += right[i] * right[i];
        }
        return Function == DistanceFunction.EuclideanDistance ? squares : 1 - (product / Math.Sqrt(ofLeft * ofRight));
    }

    /// <summary>A vector near one of a few centres, as latents lie.</summary>
    private static float[] Clustered(Random random)
    {
        var centre = new Random(random.Next(Clusters));
        return [.. Enumerable.Range(0, Dimensions).Select(_ => (float)(centre.NextDouble() + (0.3 * random.NextDouble())))];
    }
}
