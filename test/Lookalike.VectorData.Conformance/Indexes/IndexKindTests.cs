using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Indexes;

/// <summary>Every index kind that a provider has finds the same nearest of a few records; every other is refused by name.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class IndexKindTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    [Theory]
    [InlineData(IndexKind.Flat)]
    [InlineData(IndexKind.Hnsw)]
    [InlineData(IndexKind.IvfFlat)]
    [InlineData(IndexKind.DiskAnn)]
    [InlineData(IndexKind.QuantizedFlat)]
    [InlineData(IndexKind.Dynamic)]
    public Task A_kind_finds_the_nearest_of_a_few_records(string kind) => WhereSupportedAsync(Fixture.SupportsIndexKind(kind), kind, () => FindsTheNearestAsync(kind));

    [Fact]
    public Task A_property_that_names_no_kind_finds_the_nearest_of_a_few_records() => FindsTheNearestAsync(null);

    [Fact]
    public async Task A_kind_that_nobody_knows_is_refused_by_name()
    {
        NotSupportedException refusal = await Assert.ThrowsAsync<NotSupportedException>(() => FindsTheNearestAsync("Crystal ball"));

        Assert.Contains("Crystal ball", refusal.Message, StringComparison.Ordinal);
    }

    private async Task FindsTheNearestAsync(string? kind)
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(indexKind: kind), Photo<TKey>.Range(20));

        Assert.Equal([1, 2, 3, 4, 5], await NearestAsync());
        await collection.DeleteAsync([Keys.Of<TKey>(1), Keys.Of<TKey>(4)], Token);
        Assert.Equal([2, 3, 5, 6, 7], await NearestAsync());
        await collection.UpsertAsync([Photo<TKey>.Of(1), Photo<TKey>.Of(3, like: 30)], Token);
        Assert.Equal([1, 2, 5, 6, 7], await NearestAsync());

        async Task<List<int>> NearestAsync() => await collection.SearchAsync(Arc.At(0), 5, cancellationToken: Token).Select(h => h.Record.Width).ToListAsync(Token);
    }
}
