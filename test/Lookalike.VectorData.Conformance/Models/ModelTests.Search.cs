using Lookalike.VectorData.Conformance.Records;

namespace Lookalike.VectorData.Conformance.Models;

/// <content>Records are searched by their vectors.</content>
public abstract partial class ModelTests<TKey, TRecord>
{
    [Fact]
    public async Task A_search_finds_the_nearest_first()
    {
        var collection = await CreateAsync(9);

        var hits = await collection.SearchAsync(Arc.At(0), 3, cancellationToken: Token).ToListAsync(Token);

        Assert.Equal([1, 2, 3], hits.Select(h => NumberOf(h.Record)));
        Assert.All(hits, h => Assert.NotNull(h.Score));
        Assert.Equal(3, hits.Select(h => h.Score).Distinct().Count());
    }

    [Fact]
    public async Task What_a_search_finds_is_as_it_was_written()
    {
        var collection = await CreateAsync(3);

        var hit = await collection.SearchAsync(Arc.At(3), 1, new() { IncludeVectors = true }, Token).SingleAsync(Token);

        AssertSame(Record(3), hit.Record, withVector: true);
    }

    [Fact]
    public async Task What_a_search_finds_comes_without_its_vector_unless_it_is_asked_for()
    {
        var collection = await CreateAsync(3);

        AssertSame(Record(3), (await collection.SearchAsync(Arc.At(3), 1, cancellationToken: Token).SingleAsync(Token)).Record, withVector: false);
    }

    [Fact]
    public async Task A_search_may_skip_what_is_nearest()
    {
        var collection = await CreateAsync(9);

        var hits = await collection.SearchAsync(Arc.At(0), 3, new() { Skip = 2 }, Token).ToListAsync(Token);

        Assert.Equal([3, 4, 5], hits.Select(h => NumberOf(h.Record)));
    }

    [Fact]
    public async Task A_search_that_skips_all_finds_nothing()
    {
        var collection = await CreateAsync(3);

        Assert.Empty(await collection.SearchAsync(Arc.At(0), 3, new() { Skip = 3 }, Token).ToListAsync(Token));
        Assert.Empty(await collection.SearchAsync(Arc.At(0), 3, new() { Skip = int.MaxValue }, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_search_for_more_than_there_are_finds_all()
    {
        var collection = await CreateAsync(3);

        Assert.Equal(3, await collection.SearchAsync(Arc.At(0), int.MaxValue, cancellationToken: Token).CountAsync(Token));
    }

    [Fact]
    public async Task A_search_of_an_empty_collection_finds_nothing()
    {
        var collection = await CreateAsync(0);

        Assert.Empty(await collection.SearchAsync(Arc.At(0), 3, cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_search_may_be_limited_by_a_filter()
    {
        var collection = await CreateAsync(9);

        var hits = await collection.SearchAsync(Arc.At(0), 2, new() { Filter = AtLeast(5), Skip = 1 }, Token).ToListAsync(Token);

        Assert.Equal([6, 7], hits.Select(h => NumberOf(h.Record)));
    }

    [Fact]
    public async Task A_search_may_name_the_only_vector()
    {
        var collection = await CreateAsync(3);

        var hit = await collection.SearchAsync(Arc.At(2), 1, new() { VectorProperty = Select(nameof(Photo<>.Vector)) }, Token).SingleAsync(Token);

        Assert.Equal(2, NumberOf(hit.Record));
    }

    [Fact]
    public async Task A_replaced_vector_is_found_where_it_is_now()
    {
        var collection = await CreateAsync(3);

        await collection.UpsertAsync(Record(1, like: 30), Token);

        Assert.Equal([2, 3, 1], await collection.SearchAsync(Arc.At(0), 5, cancellationToken: Token).Select(h => NumberOf(h.Record)).ToListAsync(Token));
        Assert.Equal(1, NumberOf((await collection.SearchAsync(Arc.At(30), 1, cancellationToken: Token).SingleAsync(Token)).Record));
    }

    [Fact]
    public async Task A_top_below_one_is_refused_by_name()
    {
        var collection = await CreateAsync(3);

        foreach (int top in (int[])[0, -1])
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>("top", async () => await collection.SearchAsync(Arc.At(0), top, cancellationToken: Token).ToListAsync(Token));
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>("top", async () => await collection.GetAsync(AtLeast(0), top, cancellationToken: Token).ToListAsync(Token));
        }
    }

    [Fact]
    public async Task Null_for_what_is_searched_is_refused_by_name()
    {
        var collection = await CreateAsync(3);

        await Assert.ThrowsAsync<ArgumentNullException>("searchValue", async () => await collection.SearchAsync((float[])null!, 1, cancellationToken: Token).ToListAsync(Token));
    }
}
