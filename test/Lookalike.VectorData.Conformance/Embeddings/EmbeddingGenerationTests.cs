using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Embeddings;

/// <summary>A provider embeds what is no vector, with the nearest generator that is configured.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract partial class EmbeddingGenerationTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    [Fact]
    public async Task A_text_is_embedded_when_it_is_upserted()
    {
        using var generator = TextGenerator.Create();
        var collection = await CaptionsAsync(generator);

        await collection.UpsertAsync(Caption<TKey>.Of(4), Token);

        var hit = await collection.SearchAsync(Arc.At(4), 1, cancellationToken: Token).SingleAsync(Token);
        Assert.Equal(Keys.Of<TKey>(4), hit.Record.Key);
        Assert.Equal((1, 1), (generator.Calls, generator.Values));
    }

    [Fact]
    public async Task A_text_of_a_dictionary_is_embedded_when_it_is_upserted()
    {
        using var generator = TextGenerator.Create();
        var collection = await CreateDynamicAsync(Caption<TKey>.Definition(generator), DynamicCaption(4), DynamicCaption(9));

        Assert.Equal(Keys.Of<TKey>(9), (await collection.SearchAsync("photo 8", 1, cancellationToken: Token).SingleAsync(Token)).Record["Key"]);
        Assert.Equal((2, 3), (generator.Calls, generator.Values));
    }

    [Fact]
    public async Task A_batch_is_embedded_with_one_call()
    {
        using var generator = TextGenerator.Create();
        var collection = await CaptionsAsync(generator);

        await collection.UpsertAsync(Caption<TKey>.Range(10), Token);

        Assert.Equal((1, 10), (generator.Calls, generator.Values));
        Assert.Equal(10, await collection.SearchAsync(Arc.At(0), 20, cancellationToken: Token).CountAsync(Token));
    }

    [Fact]
    public async Task Each_vector_property_is_embedded_with_one_call_of_its_own() =>
        await WhereSupportedAsync(Fixture.SupportsMultipleVectors, "vector", async () =>
        {
            using CountingGenerator<string> front = TextGenerator.Create(), back = TextGenerator.Create();
            var collection = await CreateDynamicAsync(
                new()
                {
                    Properties =
                    [
                        new VectorStoreKeyProperty("Key", typeof(TKey)),
                        new VectorStoreVectorProperty("Front", typeof(string), Arc.Dimensions) { EmbeddingGenerator = front },
                        new VectorStoreVectorProperty("Back", typeof(string), Arc.Dimensions) { EmbeddingGenerator = back },
                    ],
                },
                [.. Enumerable.Range(1, 3).Select(i => new Dictionary<string, object?> { ["Key"] = Keys.Of<TKey>(i), ["Front"] = $"photo {i}", ["Back"] = $"photo {10 - i}" })]);

            Assert.Equal((1, 3, 1, 3), (front.Calls, front.Values, back.Calls, back.Values));
            var hit = await collection.SearchAsync("photo 10", 1, new() { VectorProperty = r => r["Back"] }, Token).SingleAsync(Token);
            Assert.Equal(Keys.Of<TKey>(1), hit.Record["Key"]);
            Assert.Equal((1, 2), (front.Calls, back.Calls));
        });

    [Fact]
    public async Task Upserting_a_record_again_embeds_it_again()
    {
        using var generator = TextGenerator.Create();
        var collection = await CaptionsAsync(generator, Caption<TKey>.Range(3));

        await collection.UpsertAsync(new Caption<TKey> { Key = Keys.Of<TKey>(1), Text = "photo 30" }, Token);

        Assert.Equal(Keys.Of<TKey>(1), (await collection.SearchAsync("photo 31", 1, cancellationToken: Token).SingleAsync(Token)).Record.Key);
    }

    [Fact]
    public Task A_null_is_not_embedded_and_not_found_by_search() => WhereSupportedAsync(Fixture.SupportsNullVectors, "Text", async () =>
    {
        using var generator = TextGenerator.Create();
        var collection = await CaptionsAsync(generator, new Caption<TKey> { Key = Keys.Of<TKey>(1) }, Caption<TKey>.Of(2));

        Assert.Equal(Keys.Of<TKey>(2), (await collection.SearchAsync("photo 1", 5, cancellationToken: Token).SingleAsync(Token)).Record.Key);
        Assert.Equal(2, generator.Values);
        Assert.NotNull(await collection.GetAsync(Keys.Of<TKey>(1), cancellationToken: Token));
    });

    [Fact]
    public async Task An_empty_batch_is_not_embedded()
    {
        using var generator = TextGenerator.Create();
        var collection = await CaptionsAsync(generator);

        await collection.UpsertAsync([], Token);

        Assert.Equal(0, generator.Calls);
    }

    [Fact]
    public async Task The_store_serves_a_property_without_a_generator()
    {
        using var ofStore = TextGenerator.Create();
        using VectorStore store = Fixture.OpenStore(ofStore);

        await EmbedsAsync(store, Caption<TKey>.Definition());

        Assert.Equal(2, ofStore.Calls);
    }

    [Fact]
    public async Task The_definition_goes_before_the_store()
    {
        using CountingGenerator<string> ofStore = TextGenerator.Create(), ofDefinition = TextGenerator.Create();
        using VectorStore store = Fixture.OpenStore(ofStore);

        await EmbedsAsync(store, Caption<TKey>.Definition(ofDefinition));

        Assert.Equal((2, 0), (ofDefinition.Calls, ofStore.Calls));
    }

    [Fact]
    public async Task The_property_goes_before_the_definition_and_the_store()
    {
        using CountingGenerator<string> ofStore = TextGenerator.Create(), ofDefinition = TextGenerator.Create(), ofProperty = TextGenerator.Create();
        using VectorStore store = Fixture.OpenStore(ofStore);

        await EmbedsAsync(store, Caption<TKey>.Definition(ofDefinition, ofProperty));

        Assert.Equal((2, 0, 0), (ofProperty.Calls, ofDefinition.Calls, ofStore.Calls));
    }

    [Fact]
    public async Task A_dynamic_collection_takes_its_generators_in_the_same_order()
    {
        using CountingGenerator<string> ofStore = TextGenerator.Create(), ofDefinition = TextGenerator.Create(), ofProperty = TextGenerator.Create();
        using VectorStore store = Fixture.OpenStore(ofStore);

        await EmbedsDynamicAsync(store, Caption<TKey>.Definition());
        Assert.Equal((0, 0, 2), (ofProperty.Calls, ofDefinition.Calls, ofStore.Calls));
        await EmbedsDynamicAsync(store, Caption<TKey>.Definition(ofDefinition));
        Assert.Equal((0, 2, 2), (ofProperty.Calls, ofDefinition.Calls, ofStore.Calls));
        await EmbedsDynamicAsync(store, Caption<TKey>.Definition(ofDefinition, ofProperty));
        Assert.Equal((2, 2, 2), (ofProperty.Calls, ofDefinition.Calls, ofStore.Calls));
    }

    private static Dictionary<string, object?> DynamicCaption(int number) => new() { ["Key"] = Keys.Of<TKey>(number), ["Number"] = number, ["Text"] = $"photo {number}" };

    private Task<VectorStoreCollection<TKey, Caption<TKey>>> CaptionsAsync(IEmbeddingGenerator generator, params Caption<TKey>[] captions) =>
        CreateAsync<TKey, Caption<TKey>>(Caption<TKey>.Definition(generator), captions);

    private async Task EmbedsAsync(VectorStore store, VectorStoreCollectionDefinition definition)
    {
        var collection = store.GetCollection<TKey, Caption<TKey>>(NewName(), definition);
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(Caption<TKey>.Range(3), Token);

        Assert.Equal(Keys.Of<TKey>(3), (await collection.SearchAsync("photo 5", 1, cancellationToken: Token).SingleAsync(Token)).Record.Key);
    }

    private async Task EmbedsDynamicAsync(VectorStore store, VectorStoreCollectionDefinition definition)
    {
        var collection = store.GetDynamicCollection(NewName(), definition);
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync([DynamicCaption(1), DynamicCaption(2)], Token);

        Assert.Equal(Keys.Of<TKey>(2), (await collection.SearchAsync("photo 5", 1, cancellationToken: Token).SingleAsync(Token)).Record["Key"]);
    }
}
