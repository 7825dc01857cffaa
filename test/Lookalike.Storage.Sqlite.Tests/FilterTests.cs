using System.Linq.Expressions;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests;

/// <summary>A filter is compiled, so it may call whatever C# can call.</summary>
public sealed class FilterTests : StoreTest
{
    private static readonly Picture[] Pictures =
    [
        new() { Key = "a", Title = "fox", Size = 8, Tags = ["x", "y"], Vector = new float[] { 1, 0, 0 } },
        new() { Key = "b", Title = "owl", Size = 9, Tags = ["y"], Vector = new float[] { 2, 0, 0 } },
        new() { Key = "c", Title = null, Size = 10, Tags = null, Vector = new float[] { 3, 0, 0 } },
        new() { Key = "d", Title = "fox", Size = -1, Tags = [], Vector = new float[] { 4, 0, 0 } },
    ];

    private static bool IsFox(Picture picture) => picture.Title == "fox";

    [Fact]
    public Task A_list_is_looked_into_where_it_is_not_null() => FindsAsync(r => r.Tags != null && r.Tags.Contains("y"), "a", "b");

    [Fact]
    public Task A_filter_may_call_a_method_of_a_value() => FindsAsync(r => r.Key.CompareTo("b") > 0, "c", "d");

    [Fact]
    public Task A_filter_may_read_a_computed_property() => FindsAsync(r => r.IsLarge, "b", "c");

    [Fact]
    public Task A_filter_may_hand_on_the_record() => FindsAsync(r => IsFox(r), "a", "d");

    [Fact]
    public Task A_filter_may_call_a_method_of_the_record() => FindsAsync(r => r.Equals(r) && r.Size == 8, "a");

    [Fact]
    public async Task A_filter_may_call_a_method_of_the_dictionary()
    {
        await PicturesAsync(Pictures);
        using SqliteDynamicCollection dictionaries = Store.GetDynamicCollection("pictures", Definition());

        Assert.Equal("b", (await dictionaries.GetAsync(r => r.ContainsKey("Title") && (int)r["Size"]! == 9, 5, cancellationToken: Token).SingleAsync(Token))["Key"]);
    }

    [Fact]
    public async Task Null_comes_first_and_equal_records_in_the_order_of_writing()
    {
        var collection = await PicturesAsync(Pictures);

        Assert.Equal(["c", "a", "d", "b"], await collection.GetAsync(r => true, 9, new() { OrderBy = o => o.Ascending(p => p.Title) }, Token).Select(p => p.Key).ToListAsync(Token));
        Assert.Equal(["a", "b", "c", "d"], await collection.GetAsync(r => true, 9, cancellationToken: Token).Select(p => p.Key).ToListAsync(Token));
    }

    [Fact]
    public async Task Sorting_by_what_has_no_order_is_refused()
    {
        var collection = await PicturesAsync(Pictures);

        await Assert.ThrowsAsync<NotSupportedException>(() => collection.GetAsync(r => true, 1, new() { OrderBy = o => o.Ascending(p => p.Tags) }, Token).ToListAsync(Token).AsTask());
        await Assert.ThrowsAsync<NotSupportedException>(() => collection.GetAsync(r => true, 1, new() { OrderBy = o => o.Ascending(p => p.Vector) }, Token).ToListAsync(Token).AsTask());
    }

    private async Task FindsAsync(Expression<Func<Picture, bool>> filter, params string[] keys)
    {
        var collection = await PicturesAsync(Pictures);

        Assert.Equal(keys, await collection.GetAsync(filter, 10, cancellationToken: Token).Select(p => p.Key).ToArrayAsync(Token));
        Assert.Equal(keys, await collection.SearchAsync(new float[3], 10, new() { Filter = filter }, Token).Select(h => h.Record.Key).ToArrayAsync(Token));
    }

    private static VectorStoreCollectionDefinition Definition() => new()
    {
        Properties =
        [
            new VectorStoreKeyProperty("Key", typeof(string)), new VectorStoreDataProperty("Title", typeof(string)), new VectorStoreDataProperty("Size", typeof(int)),
            new VectorStoreDataProperty("Label", typeof(int?)), new VectorStoreDataProperty("Favourite", typeof(bool)), new VectorStoreDataProperty("Tags", typeof(string[])),
            new VectorStoreVectorProperty("Vector", typeof(ReadOnlyMemory<float>?), 3) { DistanceFunction = DistanceFunction.EuclideanDistance },
        ],
    };
}
