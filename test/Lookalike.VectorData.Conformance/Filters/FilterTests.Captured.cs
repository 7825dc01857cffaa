using System.Linq.Expressions;
using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Filters;

/// <content>Values from outside the filter.</content>
public abstract partial class FilterTests<TKey>
{
    private static readonly int StaticWidth = 9;

    private readonly int _width = 9;

    private static string Title => "fox";

    [Fact]
    public Task A_local_is_its_value()
    {
        int width = 9;
        return FilterAsync(FilterGroup.Comparison, r => r.Width == width, r => (int)r["Width"]! == width, 2, 5);
    }

    [Fact]
    public Task A_field_is_its_value() => FilterAsync(FilterGroup.Comparison, r => r.Width == _width, r => (int)r["Width"]! == _width, 2, 5);

    [Fact]
    public Task A_static_field_is_its_value() => FilterAsync(FilterGroup.Comparison, r => r.Width == StaticWidth, r => (int)r["Width"]! == StaticWidth, 2, 5);

    [Fact]
    public Task A_static_property_is_its_value() => FilterAsync(FilterGroup.Comparison, r => r.Title == Title, r => (string?)r["Title"] == Title, 1, 4);

    [Fact]
    public Task A_member_of_a_member_is_its_value()
    {
        var outer = new { Inner = new { Width = 10 } };
        return FilterAsync(FilterGroup.Comparison, r => r.Width == outer.Inner.Width, r => (int)r["Width"]! == outer.Inner.Width, 3);
    }

    [Fact]
    public Task A_property_of_the_same_name_on_another_object_is_its_value()
    {
        Photo<TKey> other = Photos[0];
        return FilterAsync(FilterGroup.Comparison, r => r.Width == other.Width, r => (int)r["Width"]! == other.Width, 1);
    }

    [Fact]
    public Task Two_locals_are_two_values()
    {
        int from = 8, to = 9;
        return FilterAsync(FilterGroup.Comparison, r => r.Width >= from && r.Width <= to, r => (int)r["Width"]! >= from && (int)r["Width"]! <= to, 1, 2, 5);
    }

    [Fact]
    public Task One_local_may_stand_twice()
    {
        int bound = 9;
        return FilterAsync(FilterGroup.Comparison, r => r.Width < bound || r.Width > bound, r => (int)r["Width"]! < bound || (int)r["Width"]! > bound, 1, 3, 4);
    }

    [Fact]
    public async Task A_local_is_read_when_the_filter_is_run()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photos);
        int width = 8;
        Expression<Func<Photo<TKey>, bool>> filter = r => r.Width == width;
        Assert.Equal(8, (await collection.GetAsync(filter, 5, cancellationToken: Token).SingleAsync(Token)).Width);

        width = 10;

        Assert.Equal(10, (await collection.GetAsync(filter, 5, cancellationToken: Token).SingleAsync(Token)).Width);
        Assert.Equal(10, (await collection.SearchAsync(Arc.At(0), 5, new() { Filter = filter }, Token).SingleAsync(Token)).Record.Width);
    }

    [Fact]
    public async Task A_property_whose_name_looks_like_SQL_is_only_a_name()
    {
        const string Odd = "it's \"x\" --";
        var collection = await CreateDynamicAsync(
            new()
            {
                Properties =
                [
                    new VectorStoreKeyProperty("Key", typeof(TKey)),
                    new VectorStoreDataProperty(Odd, typeof(string)) { IsIndexed = true },
                    new VectorStoreVectorProperty("Vector", typeof(float[]), Arc.Dimensions),
                ],
            },
            [.. Enumerable.Range(1, 3).Select(i => new Dictionary<string, object?> { ["Key"] = Keys.Of<TKey>(i), [Odd] = $"{i}", ["Vector"] = Arc.At(i) })]);

        Assert.Equal(Keys.Of<TKey>(2), (await collection.GetAsync(r => (string?)r[Odd] == "2", 5, cancellationToken: Token).SingleAsync(Token))["Key"]);
        Assert.Equal(Keys.Of<TKey>(3), (await collection.SearchAsync(Arc.At(0), 5, new() { Filter = r => (string?)r[Odd] == "3" }, Token).SingleAsync(Token)).Record["Key"]);
    }
}
