using System.Linq.Expressions;
using Lookalike.VectorData.Conformance.Records;

namespace Lookalike.VectorData.Conformance.Filters;

/// <summary>
/// A filter finds what it would find in C#. Each is run as it stands and in its dictionary form, over records that are got and over
/// records that are searched.
/// </summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract partial class FilterTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    private const string Hostile = "it's \"x\"'; DROP TABLE photos; --";

    private static readonly Photo<TKey>[] Photos =
    [
        new() { Key = Keys.Of<TKey>(1), Title = "fox", Width = 8, Rating = 1, Favourite = true, Tags = ["x", "y"], People = ["ann"], Vector = Arc.At(1) },
        new() { Key = Keys.Of<TKey>(2), Title = Hostile, Width = 9, Rating = null, Favourite = false, Tags = ["y"], People = ["bob"], Vector = Arc.At(2) },
        new() { Key = Keys.Of<TKey>(3), Title = null, Width = 10, Rating = 3, Favourite = false, Tags = [], People = [], Vector = Arc.At(3) },
        new() { Key = Keys.Of<TKey>(4), Title = "fox", Width = -1, Rating = 1, Favourite = true, Tags = ["z", "Y"], People = ["ann", "bob"], Vector = Arc.At(4) },
        new() { Key = Keys.Of<TKey>(5), Title = "", Width = 9, Rating = 0, Favourite = true, Tags = [""], People = ["eve"], Vector = Arc.At(5) },
    ];

    [Fact]
    public async Task A_filter_that_nothing_matches_finds_nothing() =>
        await FilterAsync(FilterGroup.Comparison, r => r.Width == 7, r => (int)r["Width"]! == 7);

    [Fact]
    public async Task A_search_filters_before_it_ranks()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photos);

        var hit = await collection.SearchAsync(Arc.At(0), 1, new() { Filter = r => r.Width == 10 }, Token).SingleAsync(Token);

        Assert.Equal(Keys.Of<TKey>(3), hit.Record.Key);
    }

    [Fact]
    public async Task A_search_counts_its_skip_and_top_after_the_filter()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photos);

        var hits = await collection.SearchAsync(Arc.At(0), 1, new() { Filter = r => r.Width == 9, Skip = 1 }, Token).ToListAsync(Token);

        Assert.Equal([Keys.Of<TKey>(5)], hits.Select(h => h.Record.Key));
    }

    [Fact]
    public async Task Getting_by_a_filter_stops_at_the_top()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photos);

        Assert.Equal(2, await collection.GetAsync(r => r.Width >= 8, 2, cancellationToken: Token).CountAsync(Token));
    }

    /// <summary>Runs both forms of a filter in each way that a filter can be run.</summary>
    /// <param name="group">What the filter needs.</param>
    /// <param name="typed">The filter.</param>
    /// <param name="dynamic">Its dictionary form.</param>
    /// <param name="expected">The numbers of the photos that match, in order.</param>
    private async Task FilterAsync(
        FilterGroup group, Expression<Func<Photo<TKey>, bool>> typed, Expression<Func<Dictionary<string, object?>, bool>> dynamic, params int[] expected)
    {
        var photos = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photos);
        var dictionaries = Store.GetDynamicCollection(photos.Name, Photo<TKey>.Definition());
        (string Way, Func<ValueTask<List<object>>> Run)[] ways =
        [
            ("typed get", () => photos.GetAsync(typed, 10, cancellationToken: Token).Select(r => (object)r.Key).ToListAsync(Token)),
            ("dynamic get", () => dictionaries.GetAsync(dynamic, 10, cancellationToken: Token).Select(r => r["Key"]!).ToListAsync(Token)),
            ("typed search", () => photos.SearchAsync(Arc.At(0), 10, new() { Filter = typed }, Token).Select(h => (object)h.Record.Key).ToListAsync(Token)),
            ("dynamic search", () => dictionaries.SearchAsync(Arc.At(0), 10, new() { Filter = dynamic }, Token).Select(h => h.Record["Key"]!).ToListAsync(Token)),
        ];
        foreach ((string way, Func<ValueTask<List<object>>> run) in ways)
        {
            // Which part of the filter is at fault is for the provider to say.
            await WhereSupportedAsync(Fixture.SupportsFilters(group), capability: "", async () =>
            {
                List<object> found = await run();
                Assert.Equal($"{way}: {string.Join(", ", expected)}", $"{way}: {string.Join(", ", found.Select(NumberOf).Order())}");
            });
        }
    }

    private static int NumberOf(object key) => 1 + Array.FindIndex(Photos, p => p.Key.Equals(key));
}
