using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Models;

/// <summary>Records have two vectors.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class MultiVectorModelTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    [Fact]
    public Task Each_vector_is_searched_by_its_name() => WithPairsAsync(async collection =>
    {
        var byFront = await collection.SearchAsync(Arc.At(0), 2, new() { VectorProperty = r => r.Front }, Token).ToListAsync(Token);
        var byBack = await collection.SearchAsync(Pair<TKey>.BackAt(0), 2, new() { VectorProperty = r => r.Back }, Token).ToListAsync(Token);

        Assert.Equal([1, 2], byFront.Select(h => h.Record.Number));
        Assert.Equal([5, 4], byBack.Select(h => h.Record.Number));
    });

    [Fact]
    public Task A_search_that_names_no_vector_is_invalid() => WithPairsAsync(async collection =>
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await collection.SearchAsync(Arc.At(0), 2, cancellationToken: Token).ToListAsync(Token)));

    [Fact]
    public Task A_search_for_the_dimension_of_the_other_vector_is_refused() => WithPairsAsync(collection =>
        RefusesVectorAsync(async () => await collection.SearchAsync(Arc.At(0), 2, new() { VectorProperty = r => r.Back }, Token).ToListAsync(Token)));

    [Fact]
    public Task Both_vectors_come_back_when_asked_for() => WithPairsAsync(async collection =>
    {
        Pair<TKey> found = (await collection.GetAsync(Keys.Of<TKey>(3), new() { IncludeVectors = true }, Token))!;

        Assert.Equal(Arc.At(3), found.Front!.Value.ToArray());
        Assert.Equal(Pair<TKey>.BackAt(17), found.Back);
    });

    [Fact]
    public Task Neither_vector_comes_back_unless_asked_for() => WithPairsAsync(async collection =>
    {
        Pair<TKey> found = (await collection.SearchAsync(Arc.At(0), 1, new() { VectorProperty = r => r.Front }, Token).SingleAsync(Token)).Record;

        Assert.Equal((null, null), (found.Front, found.Back));
    });

    [Fact]
    public Task Replacing_a_record_replaces_both_vectors() => WithPairsAsync(async collection =>
    {
        await collection.UpsertAsync(new Pair<TKey> { Key = Keys.Of<TKey>(1), Number = 1, Front = Arc.At(30), Back = Pair<TKey>.BackAt(0) }, Token);

        Assert.Equal(1, (await collection.SearchAsync(Arc.At(30), 1, new() { VectorProperty = r => r.Front }, Token).SingleAsync(Token)).Record.Number);
        Assert.Equal(1, (await collection.SearchAsync(Pair<TKey>.BackAt(0), 1, new() { VectorProperty = r => r.Back }, Token).SingleAsync(Token)).Record.Number);
    });

    [Fact]
    public Task A_vector_that_is_null_is_not_found_and_the_other_is() => WithPairsAsync(collection => WhereSupportedAsync(Fixture.SupportsNullVectors, "Front", async () =>
    {
        await collection.UpsertAsync(new Pair<TKey> { Key = Keys.Of<TKey>(1), Number = 1, Front = null, Back = Pair<TKey>.BackAt(19) }, Token);

        var byFront = await collection.SearchAsync(Arc.At(0), 9, new() { VectorProperty = r => r.Front }, Token).ToListAsync(Token);
        var byBack = await collection.SearchAsync(Pair<TKey>.BackAt(0), 9, new() { VectorProperty = r => r.Back }, Token).ToListAsync(Token);
        Assert.Equal([2, 3, 4, 5], byFront.Select(h => h.Record.Number));
        Assert.Equal([5, 4, 3, 2, 1], byBack.Select(h => h.Record.Number));
        Pair<TKey> found = (await collection.GetAsync(Keys.Of<TKey>(1), new() { IncludeVectors = true }, Token))!;
        Assert.Null(found.Front);
        Assert.Equal(Pair<TKey>.BackAt(19), found.Back);
    }));

    [Fact]
    public Task A_dictionary_names_its_vector_too() => WhereSupportedAsync(Fixture.SupportsMultipleVectors, "vector", async () =>
    {
        var collection = await CreateDynamicAsync(
            Pair<TKey>.Definition(),
            [.. Pair<TKey>.Range(5).Select(p => new Dictionary<string, object?> { ["Key"] = p.Key, ["Number"] = p.Number, ["Front"] = p.Front, ["Back"] = p.Back })]);

        var hit = await collection.SearchAsync(Pair<TKey>.BackAt(0), 1, new() { VectorProperty = r => r["Back"] }, Token).SingleAsync(Token);

        Assert.Equal(5, hit.Record["Number"]);
    });

    private Task WithPairsAsync(Func<VectorStoreCollection<TKey, Pair<TKey>>, Task> test) =>
        WhereSupportedAsync(Fixture.SupportsMultipleVectors, "vector", async () => await test(await CreateAsync<TKey, Pair<TKey>>(Pair<TKey>.Definition(), Pair<TKey>.Range(5))));
}
