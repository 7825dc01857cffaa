using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests;

public sealed class SearchTests : StoreTest
{
    [Fact]
    public async Task A_score_at_exactly_the_threshold_is_found()
    {
        var collection = await PicturesAsync(Picture.At("1", 1), Picture.At("2", 2), Picture.At("3", 3));

        var hits = await collection.SearchAsync(new float[3], 5, new() { ScoreThreshold = 2 }, Token).ToListAsync(Token);

        Assert.Equal(["1", "2"], hits.Select(h => h.Record.Key));
    }

    [Fact]
    public async Task The_vectors_of_one_property_of_several_are_read_by_its_name()
    {
        using SqliteDynamicCollection collection = Store.GetDynamicCollection("c", new()
        {
            Properties = [new VectorStoreKeyProperty("Key", typeof(int)), new VectorStoreVectorProperty("V", typeof(float[]), 1), new VectorStoreVectorProperty("W", typeof(float[]), 2) { DistanceFunction = DistanceFunction.EuclideanDistance }],
        });
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(new Dictionary<string, object?> { ["Key"] = 1, ["V"] = new float[] { 1 }, ["W"] = new float[] { 3, 4 } }, Token);

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
        CollectionSnapshot columns = await collection.ReadAsync(["Key", "Size"], includeVectors: false, metadata: [], Token);

        Assert.Equal(["a", null, "c"], columns.Column<string>("Key"));
        Assert.Equal([0, 0, 0], columns.Column<int>("Size"));
        Assert.Equal((3, 3, 2), (vectors.Slots, vectors.Dimension, vectors.Count));
        Assert.Equal(0b101UL, vectors.Occupied.Span[0]);
        Assert.Equal([1f, 0f, 0f, 0f, 0f, 0f, 3f, 0f, 0f], vectors.Vectors.ToArray());
        Assert.Throws<ArgumentException>(() => columns.Column<int>("Key"));
        await Assert.ThrowsAsync<ArgumentException>(() => collection.ReadAsync(["Vector"], includeVectors: false, metadata: [], Token));
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
