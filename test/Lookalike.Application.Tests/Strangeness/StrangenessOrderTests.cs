using Lookalike.Application.Strangeness;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Tests.Strangeness;

public sealed class StrangenessOrderTests
{
    private const int Size = 8;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_image_is_as_strange_as_its_nearest_other_one_is_far()
    {
        float[][] vectors = Random(300, seed: 1);
        vectors[17] = vectors[200]; // copies
        StrangenessOrder order = StrangenessOrder.Of(Snapshot(vectors), maxThreads: 2, Token);

        (float Distance, string Key)[] expected =
        [
            .. vectors.Select((vector, i) => (
                    (float)vectors.Where((_, j) => j != i).Min(other => VectorDistance.Compute(DistanceMetric.Euclidean, vector, other)), Key(i)))
                .OrderByDescending(image => image.Item1).ThenBy(image => image.Item2, StringComparer.Ordinal),
        ];
        Assert.Equal(expected.Select(image => image.Key), Places(order).Select(order.Key));
        Assert.All(Places(order), place => Assert.Equal(expected[place].Distance, order.Distance(place), 1e-5f));
        Assert.Equal([0f, 0f], [order.Distance(298), order.Distance(299)]);
    }

    [Fact]
    public void A_place_is_found_behind_an_image_that_is_there_and_behind_one_that_is_gone()
    {
        StrangenessOrder order = StrangenessOrder.Of(Snapshot(Random(50, seed: 2)), maxThreads: 1, Token);
        Assert.All(Places(order), place => Assert.Equal(place + 1, order.Behind(order.Distance(place), order.Key(place))));
        int step = Places(order).First(place => order.Distance(place) > order.Distance(place + 1));
        float between = (order.Distance(step) + order.Distance(step + 1)) / 2;
        Assert.Equal((0, step + 1, 50), (order.Behind(float.MaxValue, "x"), order.Behind(between, "x"), order.Behind(0, "x")));
    }

    [Fact]
    public void What_has_no_vector_is_near_to_nobody_and_last()
    {
        float[][] vectors = Random(70, seed: 3);
        vectors[66] = new float[Size];
        StrangenessOrder order = StrangenessOrder.Of(Snapshot(vectors, missing: 66), maxThreads: 1, Token);
        Assert.Equal((Key(66), 0f), (order.Key(69), order.Distance(69)));
        StrangenessOrder others = StrangenessOrder.Of(Snapshot([.. vectors.Where((_, i) => i != 66)]), maxThreads: 1, Token);
        Assert.Equal(Places(others).Select(others.Distance), Places(order).Take(69).Select(order.Distance));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Who_is_alone_is_far_from_nobody(int count)
    {
        StrangenessOrder order = StrangenessOrder.Of(Snapshot(Random(count, seed: 4)), maxThreads: 1, Token);
        Assert.Equal(count, order.Count);
        Assert.All(Places(order), place => Assert.Equal(0, order.Distance(place)));
    }

    [Fact]
    public void It_ends_early_when_it_is_told_to() => Assert.ThrowsAny<OperationCanceledException>(
        () => StrangenessOrder.Of(Snapshot(Random(5000, seed: 5)), maxThreads: 1, new CancellationToken(canceled: true)));

    private static IEnumerable<int> Places(StrangenessOrder order) => Enumerable.Range(0, order.Count);

    private static string Key(int image) => $"pictures/{image:000}.png";

    private static float[][] Random(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Size).Select(_ => random.NextSingle()).ToArray())];
    }

    private static IndexSnapshot Snapshot(float[][] vectors, int missing = -1)
    {
        ulong[] present = new ulong[(vectors.Length + 63) / 64];
        foreach (int row in Enumerable.Range(0, vectors.Length).Where(row => row != missing)) present[row / 64] |= 1UL << (row % 64);
        return new IndexSnapshot
        {
            Description = new IndexDescription { LatentSize = Size },
            Keys = [.. Enumerable.Range(0, vectors.Length).Select(Key)],
            LatentSize = Size,
            Vectors = vectors.SelectMany(vector => vector).ToArray(),
            Present = present,
        };
    }
}
