using System.Linq.Expressions;
using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Models;

/// <summary>Records are dictionaries.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys in the definition.</typeparam>
public abstract class DynamicModelTests<TKey>(VectorStoreFixture fixture) : ModelTests<object, Dictionary<string, object?>>(fixture)
    where TKey : notnull
{
    [Fact]
    public async Task What_a_typed_collection_wrote_is_read_as_dictionaries()
    {
        var photos = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photo<TKey>.Range(3));

        var found = await Open(Store, photos.Name).GetAsync(Key(3), new() { IncludeVectors = true }, Token);

        Assert.Equal(("photo 3", 3, null), ((string)found!["Title"]!, (int)found["Width"]!, (int?)found["Rating"]));
        Assert.Equal(Arc.At(3), ((ReadOnlyMemory<float>)found["Vector"]!).ToArray());
    }

    [Fact]
    public async Task What_was_written_as_dictionaries_is_read_by_a_typed_collection()
    {
        var dictionaries = await CreateDynamicAsync(Photo<TKey>.Definition(), [Record(1), Record(2)]);
        var photos = Store.GetCollection<TKey, Photo<TKey>>(dictionaries.Name, Photo<TKey>.Definition());

        var found = (await photos.SearchAsync(Arc.At(2), 1, new() { IncludeVectors = true }, Token).SingleAsync(Token)).Record;

        Assert.Equal(Photo<TKey>.Of(2).Tags, found.Tags);
        Assert.Equal(Arc.At(2), found.Vector.ToArray());
    }

    [Fact]
    public async Task A_value_that_is_left_out_is_null()
    {
        var collection = await CreateDynamicAsync(Photo<TKey>.Definition());
        Dictionary<string, object?> record = Record(1);
        record.Remove("Title");
        record.Remove("Rating");

        await collection.UpsertAsync(record, Token);

        Dictionary<string, object?> found = (await collection.GetAsync(Key(1), cancellationToken: Token))!;
        Assert.True(found.ContainsKey("Title") && found.ContainsKey("Rating"));
        Assert.Equal((null, null), (found["Title"], found["Rating"]));
    }

    /// <inheritdoc />
    protected override VectorStoreCollection<object, Dictionary<string, object?>> Open(VectorStore store, string name)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.GetDynamicCollection(name, Photo<TKey>.Definition());
    }

    /// <inheritdoc />
    protected override object Key(int number) => Keys.Of<TKey>(number);

    /// <inheritdoc />
    protected override Dictionary<string, object?> Record(int number, int? like = null) => Photo<TKey>.Of(number, like).Values();

    /// <inheritdoc />
    protected override Dictionary<string, object?> Values(Dictionary<string, object?> record) => new(record, StringComparer.Ordinal);

    /// <inheritdoc />
    protected override Expression<Func<Dictionary<string, object?>, bool>> AtLeast(int width) => r => (int)r["Width"]! >= width;

    /// <inheritdoc />
    protected override Expression<Func<Dictionary<string, object?>, object?>> Select(string property) => r => r[property];
}
