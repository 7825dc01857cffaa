using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests;

public sealed class SearchTests : StoreTest
{
    [Theory]
    [InlineData(DistanceFunction.CosineSimilarity, 1, -1, 0)]
    [InlineData(DistanceFunction.CosineDistance, 0, 2, 1)]
    [InlineData(null, 0, 2, 1)]
    [InlineData(DistanceFunction.DotProductSimilarity, 1, -1, 0)]
    [InlineData(DistanceFunction.NegativeDotProductSimilarity, -1, 1, 0)]
    [InlineData(DistanceFunction.EuclideanDistance, 0, 2, 1.7320508)]
    [InlineData(DistanceFunction.EuclideanSquaredDistance, 0, 4, 3)]
    [InlineData(DistanceFunction.ManhattanDistance, 0, 2, 3)]
    [InlineData(DistanceFunction.HammingDistance, 0, 1, 3)]
    public async Task Each_distance_function_scores_and_orders_as_it_should(string? function, double same, double opposite, double orthogonal)
    {
        using SqliteDynamicCollection collection = Store.GetDynamicCollection("c", new()
        {
            Properties = [new VectorStoreKeyProperty("Key", typeof(string)), new VectorStoreVectorProperty("V", typeof(float[]), 4) { DistanceFunction = function }],
        });
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(new (string Key, float[] V)[] { ("opposite", [-1, 0, 0, 0]), ("orthogonal", [0, -1, -1, 0]), ("same", [1, 0, 0, 0]) }
            .Select(r => new Dictionary<string, object?> { ["Key"] = r.Key, ["V"] = r.V }), Token);

        var hits = await collection.SearchAsync(new float[] { 1, 0, 0, 0 }, 3, cancellationToken: Token).ToListAsync(Token);

        (string Key, double Score)[] scores = [("same", same), ("opposite", opposite), ("orthogonal", orthogonal)];
        bool higherFirst = function is DistanceFunction.CosineSimilarity or DistanceFunction.DotProductSimilarity;
        (string Key, double Score)[] expected = [.. scores.OrderBy(s => higherFirst ? -s.Score : s.Score)];
        Assert.Equal(expected.Select(e => e.Key), hits.Select(h => (string)h.Record["Key"]!));
        for (int i = 0; i < 3; i++) Assert.Equal(expected[i].Score, hits[i].Score!.Value, 1e-6);
    }

    [Fact]
    public async Task A_vector_of_zeros_has_cosine_similarity_0_to_every_vector()
    {
        using SqliteDynamicCollection collection = Store.GetDynamicCollection("c", new()
        {
            Properties = [new VectorStoreKeyProperty("Key", typeof(int)), new VectorStoreVectorProperty("V", typeof(float[]), 2) { DistanceFunction = DistanceFunction.CosineSimilarity }],
        });
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(new Dictionary<string, object?> { ["Key"] = 1, ["V"] = new float[2] }, Token);

        Assert.Equal(0, (await collection.SearchAsync(new float[] { 1, 1 }, 1, cancellationToken: Token).SingleAsync(Token)).Score);
    }

    [Fact]
    public async Task Pages_through_ties_neither_overlap_nor_leave_gaps()
    {
        var collection = await PicturesAsync([.. Enumerable.Range(0, 50).Select(i => Picture.At($"{i:D2}", i % 2))]);

        List<string> paged = [];
        for (int skip = 0; skip < 60; skip += 7)
            paged.AddRange(await collection.SearchAsync(new float[3], 7, new() { Skip = skip }, Token).Select(h => h.Record.Key).ToListAsync(Token));

        Assert.Equal(Enumerable.Range(0, 50).OrderBy(i => i % 2).Select(i => $"{i:D2}"), paged);
    }

    [Fact]
    public async Task Skipping_all_gives_nothing_and_a_large_top_gives_all()
    {
        var collection = await PicturesAsync(Picture.At("a", 1), Picture.At("b", 2));

        Assert.Empty(await collection.SearchAsync(new float[3], 5, new() { Skip = int.MaxValue }, Token).ToListAsync(Token));
        Assert.Equal(2, await collection.SearchAsync(new float[3], int.MaxValue, new() { Skip = 0 }, Token).CountAsync(Token));
    }

    [Fact]
    public async Task A_top_below_1_is_refused()
    {
        var collection = await PicturesAsync();

        Assert.Throws<ArgumentOutOfRangeException>("top", () => collection.SearchAsync(new float[3], 0, cancellationToken: Token));
        Assert.Throws<ArgumentOutOfRangeException>("top", () => collection.GetAsync(p => true, 0, cancellationToken: Token));
    }

    [Fact]
    public async Task A_threshold_on_a_distance_drops_what_is_farther()
    {
        var collection = await PicturesAsync(Picture.At("1", 1), Picture.At("2", 2), Picture.At("3", 3));

        var hits = await collection.SearchAsync(new float[3], 5, new() { ScoreThreshold = 2 }, Token).ToListAsync(Token);

        Assert.Equal(["1", "2"], hits.Select(h => h.Record.Key));
    }

    [Fact]
    public async Task A_threshold_on_a_similarity_drops_what_is_less_similar()
    {
        using SqliteDynamicCollection collection = Store.GetDynamicCollection("c", new()
        {
            Properties = [new VectorStoreKeyProperty("Key", typeof(int)), new VectorStoreVectorProperty("V", typeof(float[]), 1) { DistanceFunction = DistanceFunction.DotProductSimilarity }],
        });
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(Enumerable.Range(1, 3).Select(i => new Dictionary<string, object?> { ["Key"] = i, ["V"] = new float[] { i } }), Token);

        var hits = await collection.SearchAsync(new float[] { 1 }, 5, new() { ScoreThreshold = 2 }, Token).ToListAsync(Token);

        Assert.Equal([3, 2], hits.Select(h => (int)h.Record["Key"]!));
    }

    [Fact]
    public async Task Vectors_come_with_hits_only_when_asked_for()
    {
        var collection = await PicturesAsync(Picture.At("a", 1, 2, 3));

        Assert.Null((await collection.SearchAsync(new float[3], 1, cancellationToken: Token).SingleAsync(Token)).Record.Vector);
        Picture found = (await collection.SearchAsync(new float[3], 1, new() { IncludeVectors = true }, Token).SingleAsync(Token)).Record;
        Assert.Equal([1f, 2f, 3f], found.Vector!.Value.ToArray());
    }

    [Fact]
    public async Task A_record_without_a_vector_is_stored_and_not_found_by_search()
    {
        var collection = await PicturesAsync(Picture.At("a", 1), new Picture { Key = "b" }, Picture.At("c", 2));

        var hits = await collection.SearchAsync(new float[3], 5, cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(["a", "c"], hits.Select(h => h.Record.Key));
        Assert.Null((await collection.GetAsync("b", new() { IncludeVectors = true }, Token))!.Vector);
        await collection.UpsertAsync([new Picture { Key = "a" }], Token);
        Assert.Equal("c", (await collection.SearchAsync(new float[3], 5, cancellationToken: Token).SingleAsync(Token)).Record.Key);
    }

    [Fact]
    public async Task With_several_vectors_the_property_must_be_named()
    {
        using SqliteDynamicCollection collection = Store.GetDynamicCollection("c", new()
        {
            Properties = [new VectorStoreKeyProperty("Key", typeof(int)), new VectorStoreVectorProperty("V", typeof(float[]), 1), new VectorStoreVectorProperty("W", typeof(float[]), 2) { DistanceFunction = DistanceFunction.EuclideanDistance }],
        });
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(new Dictionary<string, object?> { ["Key"] = 1, ["V"] = new float[] { 1 }, ["W"] = new float[] { 3, 4 } }, Token);

        Assert.Throws<InvalidOperationException>(() => collection.SearchAsync(new float[2], 1, cancellationToken: Token));
        var hit = await collection.SearchAsync(new float[2], 1, new() { VectorProperty = r => r["W"] }, Token).SingleAsync(Token);
        Assert.Equal(5, hit.Score);
        VectorSnapshot vectors = await collection.GetVectorsAsync("W", Token);
        Assert.Equal([3f, 4f], vectors.Vectors.ToArray());
        await Assert.ThrowsAsync<ArgumentException>(() => collection.GetVectorsAsync("X", Token).AsTask());
    }

    [Fact]
    public async Task A_snapshot_and_a_column_agree_on_slots()
    {
        var collection = await PicturesAsync(Picture.At("a", 1), Picture.At("b", 2), Picture.At("c", 3));
        await collection.DeleteAsync("b", Token);

        VectorSnapshot vectors = await collection.GetVectorsAsync(Token);
        string?[] keys = await collection.ReadColumnAsync<string>("Key", Token);
        int[] sizes = await collection.ReadColumnAsync<int>("Size", Token);

        Assert.Equal(["a", null, "c"], keys);
        Assert.Equal([0, 0, 0], sizes);
        Assert.Equal((3, 3, 2), (vectors.Slots, vectors.Dimension, vectors.Count));
        Assert.Equal(0b101UL, vectors.Occupied.Span[0]);
        Assert.Equal([1f, 0f, 0f, 0f, 0f, 0f, 3f, 0f, 0f], vectors.Vectors.ToArray());
        await Assert.ThrowsAsync<ArgumentException>(() => collection.ReadColumnAsync<int>("Key", Token));
        await Assert.ThrowsAsync<ArgumentException>(() => collection.ReadColumnAsync<int>("Vector", Token));
    }

    [Fact]
    public async Task A_snapshot_stays_as_it_was()
    {
        var collection = await PicturesAsync([.. Enumerable.Range(0, 10).Select(i => Picture.At($"{i}", i))]);
        VectorSnapshot before = await collection.GetVectorsAsync(Token);
        float[] copy = before.Vectors.ToArray();

        await collection.UpsertAsync(Enumerable.Range(0, 20).Select(i => Picture.At($"{i}", 100 + i)), Token);
        VectorSnapshot after = await collection.GetVectorsAsync(Token);

        Assert.Equal(copy, before.Vectors.ToArray());
        Assert.Equal(20, after.Count);
        Assert.Equal(100f, after.Vectors.Span[0]);
        Assert.True(after.Version > before.Version);
    }
}
