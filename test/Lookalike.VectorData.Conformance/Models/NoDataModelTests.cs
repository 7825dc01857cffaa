using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Models;

/// <summary>Records have a key and a vector, and nothing else.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class NoDataModelTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    [Fact]
    public async Task A_record_comes_back_as_it_was_written()
    {
        var collection = await PointsAsync();

        Point<TKey> found = (await collection.GetAsync(Keys.Of<TKey>(2), new() { IncludeVectors = true }, Token))!;

        Assert.Equal(Keys.Of<TKey>(2), found.Key);
        Assert.Equal(Arc.At(2), found.Vector.ToArray());
        Assert.True((await collection.GetAsync(Keys.Of<TKey>(2), cancellationToken: Token))!.Vector.IsEmpty);
    }

    [Fact]
    public async Task A_record_is_found_by_search()
    {
        var collection = await PointsAsync();

        Assert.Equal(Keys.Of<TKey>(3), (await collection.SearchAsync(Arc.At(3), 1, cancellationToken: Token).SingleAsync(Token)).Record.Key);
    }

    [Fact]
    public async Task A_record_is_replaced_and_deleted()
    {
        var collection = await PointsAsync();

        await collection.UpsertAsync(Point<TKey>.At(1, Arc.At(30)), Token);
        await collection.DeleteAsync(Keys.Of<TKey>(2), Token);

        var hits = await collection.SearchAsync(Arc.At(0), 9, cancellationToken: Token).ToListAsync(Token);
        Assert.Equal([Keys.Of<TKey>(3), Keys.Of<TKey>(1)], hits.Select(h => h.Record.Key));
    }

    [Fact]
    public async Task A_dictionary_without_data_is_found_by_search()
    {
        var collection = await CreateDynamicAsync(
            Point<TKey>.Definition(Arc.Dimensions),
            [.. Enumerable.Range(1, 3).Select(i => new Dictionary<string, object?> { ["Key"] = Keys.Of<TKey>(i), ["Vector"] = new ReadOnlyMemory<float>(Arc.At(i)) })]);

        Assert.Equal(Keys.Of<TKey>(3), (await collection.SearchAsync(Arc.At(3), 1, cancellationToken: Token).SingleAsync(Token)).Record["Key"]);
    }

    private Task<VectorStoreCollection<TKey, Point<TKey>>> PointsAsync() => CreateAsync<TKey, Point<TKey>>(
        Point<TKey>.Definition(Arc.Dimensions), [.. Enumerable.Range(1, 3).Select(i => Point<TKey>.At(i, Arc.At(i)))]);
}
