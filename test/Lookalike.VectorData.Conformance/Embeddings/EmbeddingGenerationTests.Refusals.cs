using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Embeddings;

/// <content>What cannot be embedded is refused, and nothing of it is stored.</content>
public abstract partial class EmbeddingGenerationTests<TKey>
{
    [Fact]
    public async Task Generated_vectors_cannot_be_got_by_key()
    {
        using var generator = TextGenerator.Create();
        var collection = await CaptionsAsync(generator, Caption<TKey>.Of(1));

        await Assert.ThrowsAsync<NotSupportedException>(() => collection.GetAsync(Keys.Of<TKey>(1), new() { IncludeVectors = true }, Token));
        await Assert.ThrowsAsync<NotSupportedException>(async () => await collection.GetAsync([Keys.Of<TKey>(1)], new() { IncludeVectors = true }, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Generated_vectors_cannot_be_got_by_a_filter()
    {
        using var generator = TextGenerator.Create();
        var collection = await CaptionsAsync(generator, Caption<TKey>.Of(1));

        await Assert.ThrowsAsync<NotSupportedException>(async () => await collection.GetAsync(r => r.Number == 1, 1, new() { IncludeVectors = true }, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Generated_vectors_cannot_be_got_by_search()
    {
        using var generator = TextGenerator.Create();
        var collection = await CaptionsAsync(generator, Caption<TKey>.Of(1));

        await Assert.ThrowsAsync<NotSupportedException>(async () => await collection.SearchAsync("photo 1", 1, new() { IncludeVectors = true }, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_search_by_text_without_a_generator_is_not_supported()
    {
        var collection = await CreateAsync<TKey, Photo<TKey>>(Photo<TKey>.Definition(), Photo<TKey>.Of(1));

        NotSupportedException refusal = await Assert.ThrowsAsync<NotSupportedException>(async () => await collection.SearchAsync("photo 1", 1, cancellationToken: Token).ToListAsync(Token));

        Assert.Contains(nameof(String), refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_search_by_what_the_generator_does_not_take_is_invalid()
    {
        using var generator = TextGenerator.Create();
        var collection = await CaptionsAsync(generator, Caption<TKey>.Of(1));

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await collection.SearchAsync(1, 1, cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_text_property_without_a_generator_is_refused_before_anything_is_made()
    {
        string name = NewName();

        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => Store.GetCollection<TKey, Caption<TKey>>(name, Caption<TKey>.Definition()));

        Assert.Contains(nameof(Caption<>.Text), refusal.Message, StringComparison.Ordinal);
        Assert.False(await Store.CollectionExistsAsync(name, Token));
    }

    [Fact]
    public void A_generator_that_does_not_take_the_property_is_refused()
    {
        using var generator = new CountingGenerator<Scene>(scene => scene.Number);

        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => Store.GetCollection<TKey, Caption<TKey>>(NewName(), Caption<TKey>.Definition(generator)));

        Assert.Contains(nameof(Caption<>.Text), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generator_that_fails_stores_nothing()
    {
        using var generator = TextGenerator.Create();
        var collection = await CaptionsAsync(generator, Caption<TKey>.Of(1));
        Caption<TKey>[] batch = [Caption<TKey>.Of(2), new() { Key = Keys.Of<TKey>(3), Text = "no number" }];

        await Assert.ThrowsAsync<FormatException>(() => collection.UpsertAsync(batch, Token));

        Assert.Equal(1, (await collection.GetAsync(r => r.Number >= 0, 10, cancellationToken: Token).SingleAsync(Token)).Number);
    }

    [Fact]
    public async Task A_generator_of_another_dimension_stores_nothing_and_finds_nothing()
    {
        using var generator = TextGenerator.Create();
        VectorStoreCollectionDefinition definition = Caption<TKey>.Definition(generator);
        ((VectorStoreVectorProperty)definition.Properties[^1]).Dimensions = Arc.Dimensions + 1;
        var collection = await CreateAsync<TKey, Caption<TKey>>(definition);

        await RefusesVectorAsync(() => collection.UpsertAsync(Caption<TKey>.Of(1), Token));
        await RefusesVectorAsync(async () => await collection.SearchAsync("photo 1", 1, cancellationToken: Token).ToListAsync(Token));

        Assert.Null(await collection.GetAsync(Keys.Of<TKey>(1), cancellationToken: Token));
    }

    [Fact]
    public async Task A_cancelled_token_stops_before_anything_is_embedded()
    {
        using var generator = TextGenerator.Create();
        var collection = await CaptionsAsync(generator);
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => collection.UpsertAsync(Caption<TKey>.Of(1), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await collection.SearchAsync("photo 1", 1, cancellationToken: cancelled).ToListAsync(CancellationToken.None));

        Assert.Equal(0, generator.Calls);
    }
}
