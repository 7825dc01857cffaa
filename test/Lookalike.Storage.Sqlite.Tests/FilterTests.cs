using System.Linq.Expressions;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests;

public sealed class FilterTests : StoreTest
{
    private static readonly Picture[] Pictures =
    [
        new() { Key = "a", Title = "fox", Size = 8, Label = 1, Favourite = true, Tags = ["x", "y"], Vector = new float[] { 1, 0, 0 } },
        new() { Key = "b", Title = "it's \"x\"; DROP TABLE records_1", Size = 9, Label = null, Favourite = false, Tags = ["y"], Vector = new float[] { 2, 0, 0 } },
        new() { Key = "c", Title = null, Size = 10, Label = 3, Favourite = false, Tags = null, Vector = new float[] { 3, 0, 0 } },
        new() { Key = "d", Title = "fox", Size = -1, Label = 1, Favourite = true, Tags = [], Vector = new float[] { 4, 0, 0 } },
    ];

    private static bool IsFox(Picture picture) => picture.Title == "fox";

    private static int StaticSize => 9;

    private static readonly Picture Nested = new() { Size = 9 };

    /// <summary>Each filter in its typed and its dictionary form.</summary>
    private static (Expression<Func<Picture, bool>> Typed, Expression<Func<Dictionary<string, object?>, bool>> Dynamic)[] Filters()
    {
        int captured = 9;
        string title = "it's \"x\"; DROP TABLE records_1";
        string? none = null;
        int[] sizes = [8, 10];
        List<string> titles = ["fox"];
        return
        [
            (r => r.Size == 8, r => (int)r["Size"]! == 8),
            (r => r.Size != 8, r => (int)r["Size"]! != 8),
            (r => r.Size < 9, r => (int)r["Size"]! < 9),
            (r => r.Size <= 9, r => (int)r["Size"]! <= 9),
            (r => r.Size > 9, r => (int)r["Size"]! > 9),
            (r => r.Size >= 9 && r.Favourite, r => (int)r["Size"]! >= 9 && (bool)r["Favourite"]!),
            (r => r.Size == 8 || r.Size == 10, r => (int)r["Size"]! == 8 || (int)r["Size"]! == 10),
            (r => !(r.Size == 8 || r.Title == "fox"), r => !((int)r["Size"]! == 8 || (string?)r["Title"] == "fox")),
            (r => r.Favourite, r => (bool)r["Favourite"]!),
            (r => !r.Favourite, r => !(bool)r["Favourite"]!),
            (r => r.Title == null, r => r["Title"] == null),
            (r => r.Title != null, r => r["Title"] != null),
            (r => r.Title != "fox", r => (string?)r["Title"] != "fox"),
            (r => r.Label == null, r => (int?)r["Label"] == null),
            (r => r.Label != 1, r => (int?)r["Label"] != 1),
            (r => r.Label > 1, r => (int?)r["Label"] > 1),
            (r => r.Title == none, r => (string?)r["Title"] == none),
            (r => r.Size == captured, r => (int)r["Size"]! == captured),
            (r => r.Size == StaticSize, r => (int)r["Size"]! == StaticSize),
            (r => r.Size == Nested.Size, r => (int)r["Size"]! == Nested.Size),
            (r => r.Title == title, r => (string?)r["Title"] == title),
            (r => sizes.Contains(r.Size), r => sizes.Contains((int)r["Size"]!)),
            (r => new[] { 8, 9 }.Contains(r.Size), r => new[] { 8, 9 }.Contains((int)r["Size"]!)),
            (r => Enumerable.Contains(sizes, r.Size), r => Enumerable.Contains(sizes, (int)r["Size"]!)),
            (r => titles.Contains(r.Title!), r => titles.Contains((string)r["Title"]!)),
            (r => new[] { "fox", null }.Contains(r.Title), r => new[] { "fox", null }.Contains((string?)r["Title"])),
            (r => r.Tags != null && r.Tags.Contains("y"), r => r["Tags"] != null && ((string[])r["Tags"]!).Contains("y")),
            (r => r.Tags != null && r.Tags.Any(t => t == "x"), r => r["Tags"] != null && ((string[])r["Tags"]!).Any(t => t == "x")),
            (r => r.Key.CompareTo("b") > 0, r => ((string)r["Key"]!).CompareTo("b") > 0),
            (r => r.IsLarge, r => (int)r["Size"]! > 8),
            (r => IsFox(r), r => (string?)r["Title"] == "fox"),
            (r => r.Equals(r) && r.Size == 8, r => r.ContainsKey("Title") && (int)r["Size"]! == 8),
            (r => true, r => true),
            (r => false, r => false),
        ];
    }

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Filters().Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public async Task A_filter_selects_what_it_selects_in_memory(int index)
    {
        (Expression<Func<Picture, bool>> typed, Expression<Func<Dictionary<string, object?>, bool>> dynamic) = Filters()[index];
        var collection = await PicturesAsync(Pictures);
        SqliteDynamicCollection dictionaries = Store.GetDynamicCollection("pictures", Definition());
        Func<Picture, bool> inMemory = typed.Compile();
        string[] expected = [.. Pictures.Where(inMemory).Select(p => p.Key)];

        Assert.Equal(expected, await collection.GetAsync(typed, 10, cancellationToken: Token).Select(p => p.Key).ToArrayAsync(Token));
        Assert.Equal(expected, await dictionaries.GetAsync(dynamic, 10, cancellationToken: Token).Select(p => (string)p["Key"]!).ToArrayAsync(Token));
        Assert.Equal(expected, await collection.SearchAsync(new float[3], 10, new() { Filter = typed }, Token).Select(h => h.Record.Key).ToArrayAsync(Token));
        Assert.Equal(expected, await dictionaries.SearchAsync(new float[3], 10, new() { Filter = dynamic }, Token).Select(h => (string)h.Record["Key"]!).ToArrayAsync(Token));
    }

    [Fact]
    public async Task A_search_filters_before_it_ranks()
    {
        var collection = await PicturesAsync(Pictures);

        var hit = await collection.SearchAsync(new float[3], 1, new() { Filter = r => r.Size == 10 }, Token).SingleAsync(Token);

        Assert.Equal("c", hit.Record.Key);
    }

    [Fact]
    public async Task Filtered_records_come_in_the_order_asked_for()
    {
        var collection = await PicturesAsync(Pictures);

        async Task<string> Keys(FilteredRecordRetrievalOptions<Picture> options, int top = 10) =>
            string.Concat(await collection.GetAsync(r => true, top, options, Token).Select(p => p.Key).ToListAsync(Token));

        Assert.Equal("dabc", await Keys(new() { OrderBy = o => o.Ascending(p => p.Size) }));
        Assert.Equal("cbad", await Keys(new() { OrderBy = o => o.Descending(p => p.Size) }));
        Assert.Equal("cdab", await Keys(new() { OrderBy = o => o.Ascending(p => p.Title).Ascending(p => p.Size) }));
        Assert.Equal("badc", await Keys(new() { OrderBy = o => o.Ascending(p => p.Label).Descending(p => p.Size) }));
        Assert.Equal("ab", await Keys(new() { OrderBy = o => o.Ascending(p => p.Size), Skip = 1 }, top: 2));
        Assert.Equal("bc", await Keys(new() { Skip = 1 }, top: 2));
    }

    [Fact]
    public async Task Sorting_by_what_has_no_order_is_refused()
    {
        var collection = await PicturesAsync(Pictures);

        await Assert.ThrowsAsync<NotSupportedException>(() => collection.GetAsync(r => true, 1, new() { OrderBy = o => o.Ascending(p => p.Tags) }, Token).ToListAsync(Token).AsTask());
        await Assert.ThrowsAsync<NotSupportedException>(() => collection.GetAsync(r => true, 1, new() { OrderBy = o => o.Ascending(p => p.Vector) }, Token).ToListAsync(Token).AsTask());
    }

    [Fact]
    public async Task Filtered_records_bring_their_vectors_when_asked()
    {
        var collection = await PicturesAsync(Pictures);

        Picture found = await collection.GetAsync(r => r.Size == 10, 1, new() { IncludeVectors = true }, Token).SingleAsync(Token);

        Assert.Equal(3, found.Vector!.Value.Span[0]);
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
