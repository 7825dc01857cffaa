using System.Linq.Expressions;
using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Models;

/// <summary>Records are objects.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class BasicModelTests<TKey>(VectorStoreFixture fixture) : ModelTests<TKey, Photo<TKey>>(fixture)
    where TKey : notnull
{
    [Fact]
    public async Task Attributes_say_what_a_definition_says()
    {
        var collection = Store.GetCollection<TKey, Described>(NewName());
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync([new Described { Id = Key(1), Text = "one", Vector = Arc.At(1) }, new Described { Id = Key(2), Text = "two", Vector = Arc.At(2) }], Token);

        Described found = (await collection.SearchAsync(Arc.At(2), 1, new() { Filter = r => r.Text == "two", IncludeVectors = true }, Token).SingleAsync(Token)).Record;

        Assert.Equal((Key(2), "two", null), (found.Id, found.Text, found.Ignored));
        Assert.Equal(Arc.At(2), found.Vector);
    }

    [Fact]
    public async Task A_property_without_an_attribute_is_not_stored()
    {
        var collection = Store.GetCollection<TKey, Described>(NewName());
        await collection.EnsureCollectionExistsAsync(Token);

        await collection.UpsertAsync(new Described { Id = Key(1), Text = "one", Vector = Arc.At(1), Ignored = "lost" }, Token);

        Assert.Null((await collection.GetAsync(Key(1), cancellationToken: Token))!.Ignored);
    }

    [Fact]
    public async Task A_stored_null_replaces_the_initial_value_of_a_property()
    {
        var collection = Store.GetCollection<TKey, Described>(NewName());
        await collection.EnsureCollectionExistsAsync(Token);

        await collection.UpsertAsync(new Described { Id = Key(1), Text = null, Vector = Arc.At(1) }, Token);

        Assert.Null((await collection.GetAsync(Key(1), cancellationToken: Token))!.Text);
    }

    /// <inheritdoc />
    protected override VectorStoreCollection<TKey, Photo<TKey>> Open(VectorStore store, string name)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.GetCollection<TKey, Photo<TKey>>(name, Photo<TKey>.Definition());
    }

    /// <inheritdoc />
    protected override TKey Key(int number) => Keys.Of<TKey>(number);

    /// <inheritdoc />
    protected override Photo<TKey> Record(int number, int? like = null) => Photo<TKey>.Of(number, like);

    /// <inheritdoc />
    protected override Dictionary<string, object?> Values(Photo<TKey> record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Values();
    }

    /// <inheritdoc />
    protected override Expression<Func<Photo<TKey>, bool>> AtLeast(int width) => r => r.Width >= width;

    /// <inheritdoc />
    protected override Expression<Func<Photo<TKey>, object?>> Select(string property) => property switch
    {
        nameof(Photo<>.Width) => r => r.Width,
        nameof(Photo<>.Title) => r => r.Title,
        nameof(Photo<>.Favourite) => r => r.Favourite,
        nameof(Photo<>.Vector) => r => r.Vector,
        _ => throw new ArgumentOutOfRangeException(nameof(property), property, "Expected Width, Title, Favourite or Vector."),
    };

    private sealed class Described
    {
        [VectorStoreKey]
        public TKey Id { get; set; } = default!;

        [VectorStoreData(IsIndexed = true, StorageName = "stored_text")]
        public string? Text { get; set; } = "initial";

        public string? Ignored { get; set; }

        [VectorStoreVector(Arc.Dimensions)]
        public float[]? Vector { get; set; }
    }
}
