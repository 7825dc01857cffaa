using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Paging;

/// <summary>Pages of equal scores are the pieces of one large page: none overlaps another, and nothing falls between them.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class PagingTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    private const int Records = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public async Task Pages_of_a_search_with_tied_scores_make_one_large_page(int size)
    {
        var collection = await TiedAsync();

        await AssertPagesAsync(Records, size, (top, skip) => collection.SearchAsync(Arc.At(0), top, new() { Skip = skip }, Token).Select(h => h.Record.Width));
    }

    [Fact]
    public async Task Pages_of_a_filtered_search_with_tied_scores_make_one_large_page()
    {
        var collection = await TiedAsync();

        await AssertPagesAsync(Records / 2, 6, (top, skip) => collection.SearchAsync(Arc.At(0), top, new() { Skip = skip, Filter = r => r.Width <= 20 }, Token).Select(h => h.Record.Width));
    }

    [Fact]
    public async Task Pages_of_records_with_tied_values_make_one_large_page()
    {
        var collection = await TiedAsync();

        await AssertPagesAsync(Records, 7, (top, skip) => collection.GetAsync(r => r.Width >= 0, top, new() { Skip = skip }, Token).Select(r => r.Width));
    }

    [Fact]
    public Task Pages_of_sorted_records_with_tied_values_make_one_large_page() => WhereSupportedAsync(Fixture.SupportsOrdering, "OrderBy", async () =>
    {
        var collection = await TiedAsync();

        await AssertPagesAsync(Records, 7, (top, skip) =>
            collection.GetAsync(r => r.Width >= 0, top, new() { Skip = skip, OrderBy = o => o.Descending(r => r.Rating) }, Token).Select(r => r.Width));
    });

    [Fact]
    public async Task A_search_with_tied_scores_comes_in_the_same_order_each_time()
    {
        var collection = await TiedAsync();
        List<int> first = await RunAsync();

        for (int i = 0; i < 3; i++) Assert.Equal(first, await RunAsync());

        async Task<List<int>> RunAsync() => await collection.SearchAsync(Arc.At(0), 15, cancellationToken: Token).Select(h => h.Record.Width).ToListAsync(Token);
    }

    /// <summary>Photos with two different vectors only.</summary>
    private Task<VectorStoreCollection<TKey, Photo<TKey>>> TiedAsync() => CreateAsync<TKey, Photo<TKey>>(
        Photo<TKey>.Definition(), [.. Enumerable.Range(1, Records).Select(i => Photo<TKey>.Of(i, like: 1 + (i % 2)))]);

    private static async Task AssertPagesAsync(int count, int size, Func<int, int, IAsyncEnumerable<int>> page)
    {
        List<int> whole = await page(count + 10, 0).ToListAsync(Token), paged = [];
        for (int skip = 0; skip < count + size; skip += size) paged.AddRange(await page(size, skip).ToListAsync(Token));

        Assert.Equal(count, whole.Distinct().Count());
        Assert.Equal(whole, paged);
    }
}
