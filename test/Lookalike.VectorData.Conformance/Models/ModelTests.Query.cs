using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Models;

/// <content>Records are got by a filter, sorted and page by page.</content>
public abstract partial class ModelTests<TKey, TRecord>
{
    [Fact]
    public async Task Records_that_match_a_filter_come_back_as_they_were_written()
    {
        var collection = await CreateAsync(5);

        AssertSame([Record(4), Record(5)], await collection.GetAsync(AtLeast(4), 10, new() { IncludeVectors = true }, Token).ToListAsync(Token), withVector: true);
    }

    [Fact]
    public async Task Records_that_match_a_filter_come_without_their_vectors_unless_they_are_asked_for()
    {
        var collection = await CreateAsync(5);

        AssertSame([Record(4), Record(5)], await collection.GetAsync(AtLeast(4), 10, cancellationToken: Token).ToListAsync(Token), withVector: false);
    }

    [Fact]
    public async Task No_more_records_than_asked_for_come_back()
    {
        var collection = await CreateAsync(5);

        var found = await collection.GetAsync(AtLeast(2), 2, cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(2, found.Count);
        Assert.All(found, r => Assert.True(NumberOf(r) >= 2));
    }

    [Fact]
    public Task Records_come_in_ascending_order() => SortsAsync(o => o.Ascending(Select(nameof(Photo<>.Width))), 1, 2, 3, 4, 5, 6, 7);

    [Fact]
    public Task Records_come_in_descending_order() => SortsAsync(o => o.Descending(Select(nameof(Photo<>.Width))), 7, 6, 5, 4, 3, 2, 1);

    [Fact]
    public Task Records_come_in_the_order_of_texts() => SortsAsync(o => o.Descending(Select(nameof(Photo<>.Title))), 7, 6, 5, 4, 3, 2, 1);

    [Fact]
    public Task Equal_records_come_in_the_order_of_a_second_property() =>
        SortsAsync(o => o.Ascending(Select(nameof(Photo<>.Favourite))).Descending(Select(nameof(Photo<>.Width))), 7, 5, 3, 1, 6, 4, 2);

    [Fact]
    public Task The_order_goes_before_the_top_and_the_skip() => WhereSupportedAsync(Fixture.SupportsOrdering, "OrderBy", async () =>
    {
        var collection = await CreateAsync(7);

        var found = await collection.GetAsync(AtLeast(2), 2, new() { OrderBy = o => o.Descending(Select(nameof(Photo<>.Width))), Skip = 1 }, Token).ToListAsync(Token);

        Assert.Equal([6, 5], found.Select(NumberOf));
    });

    [Fact]
    public Task Sorted_records_bring_their_vectors_when_asked() => WhereSupportedAsync(Fixture.SupportsOrdering, "OrderBy", async () =>
    {
        var collection = await CreateAsync(4);

        var found = await collection.GetAsync(AtLeast(0), 1, new() { OrderBy = o => o.Descending(Select(nameof(Photo<>.Width))), IncludeVectors = true }, Token).SingleAsync(Token);

        AssertSame(Record(4), found, withVector: true);
    });

    [Fact]
    public async Task Pages_of_records_neither_overlap_nor_leave_gaps()
    {
        var collection = await CreateAsync(20);

        List<int> paged = [];
        for (int skip = 0; skip < 21; skip += 3) paged.AddRange(await collection.GetAsync(AtLeast(0), 3, new() { Skip = skip }, Token).Select(NumberOf).ToListAsync(Token));

        Assert.Equal(Enumerable.Range(1, 20), paged.Order());
    }

    [Fact]
    public async Task Skipping_all_records_gives_nothing()
    {
        var collection = await CreateAsync(3);

        Assert.Empty(await collection.GetAsync(AtLeast(0), 3, new() { Skip = 3 }, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_filter_that_nothing_matches_gives_nothing()
    {
        var collection = await CreateAsync(3);

        Assert.Empty(await collection.GetAsync(AtLeast(4), 3, cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Null_for_a_filter_is_refused_by_name()
    {
        var collection = await CreateAsync(3);

        await Assert.ThrowsAsync<ArgumentNullException>("filter", async () => await collection.GetAsync(null!, 3, cancellationToken: Token).ToListAsync(Token));
    }

    private Task SortsAsync(Func<FilteredRecordRetrievalOptions<TRecord>.OrderByDefinition, FilteredRecordRetrievalOptions<TRecord>.OrderByDefinition> order, params int[] expected) =>
        WhereSupportedAsync(Fixture.SupportsOrdering, "OrderBy", async () =>
        {
            var collection = await CreateAsync(0);
            // Written in another order than any that is asked for.
            await collection.UpsertAsync([.. new[] { 4, 1, 7, 3, 6, 2, 5 }.Select(i => Record(i))], Token);

            var found = await collection.GetAsync(AtLeast(0), 10, new() { OrderBy = order }, Token).ToListAsync(Token);

            Assert.Equal(expected, found.Select(NumberOf));
        });
}
