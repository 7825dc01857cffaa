using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Embeddings;

/// <content>What is embedded and searched for.</content>
public abstract partial class EmbeddingGenerationTests<TKey>
{
    [Fact]
    public async Task A_generated_collection_is_searched_by_text()
    {
        using var generator = TextGenerator.Create();
        var collection = await CaptionsAsync(generator, Caption<TKey>.Range(5));

        var hits = await collection.SearchAsync("photo 0", 3, cancellationToken: Token).ToListAsync(Token);

        Assert.Equal([1, 2, 3], hits.Select(h => h.Record.Number));
    }

    [Fact]
    public Task A_generated_collection_is_searched_by_memory() => FindsAsync(c => c.SearchAsync(new ReadOnlyMemory<float>(Arc.At(4)), 1, cancellationToken: Token));

    [Fact]
    public Task A_generated_collection_is_searched_by_an_array() => FindsAsync(c => c.SearchAsync(Arc.At(4), 1, cancellationToken: Token));

    [Fact]
    public Task A_generated_collection_is_searched_by_an_embedding() => FindsAsync(c => c.SearchAsync(new Embedding<float>(Arc.At(4)), 1, cancellationToken: Token));

    [Fact]
    public async Task A_collection_of_vectors_is_searched_by_text_where_there_is_a_generator()
    {
        using var generator = TextGenerator.Create();
        using VectorStore store = Fixture.OpenStore(generator);
        var collection = store.GetCollection<TKey, Photo<TKey>>(NewName(), Photo<TKey>.Definition());
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(Photo<TKey>.Range(5), Token);
        Assert.Equal(0, generator.Calls);

        var hit = await collection.SearchAsync("photo 4", 1, new() { IncludeVectors = true }, Token).SingleAsync(Token);

        Assert.Equal(4, hit.Record.Width);
        Assert.Equal(Arc.At(4), hit.Record.Vector.ToArray());
    }

    [Fact]
    public async Task Contents_of_any_media_are_embedded()
    {
        using var generator = new CountingGenerator<DataContent>(content => content.Data.Span[0]);
        var collection = await CreateDynamicAsync(
            new()
            {
                EmbeddingGenerator = generator,
                Properties = [new VectorStoreKeyProperty("Key", typeof(TKey)), new VectorStoreVectorProperty("Image", typeof(DataContent), Arc.Dimensions)],
            },
            [.. Enumerable.Range(1, 3).Select(i => new Dictionary<string, object?> { ["Key"] = Keys.Of<TKey>(i), ["Image"] = Content(i) })]);

        Assert.Equal(Keys.Of<TKey>(2), (await collection.SearchAsync(Content(2), 1, cancellationToken: Token).SingleAsync(Token)).Record["Key"]);

        static DataContent Content(int number) => new(new byte[] { (byte)number }, "image/png");
    }

    [Fact]
    public async Task A_property_may_name_a_type_of_its_own_to_be_embedded()
    {
        using var generator = new CountingGenerator<Scene>(scene => scene.Number);
        var collection = await CreateAsync<TKey, Staged<TKey>>(
            new()
            {
                Properties =
                [
                    new VectorStoreKeyProperty(nameof(Staged<>.Key), typeof(TKey)),
                    new VectorStoreVectorProperty<Scene>(nameof(Staged<>.Scene), Arc.Dimensions) { EmbeddingGenerator = generator },
                ],
            },
            [.. Enumerable.Range(1, 3).Select(i => new Staged<TKey> { Key = Keys.Of<TKey>(i), Scene = new(i) })]);

        Assert.Equal(Keys.Of<TKey>(3), (await collection.SearchAsync(new Scene(7), 1, cancellationToken: Token).SingleAsync(Token)).Record.Key);
        Assert.Equal((2, 4), (generator.Calls, generator.Values));
    }

    [Fact]
    public async Task A_search_of_generated_vectors_filters_and_pages_like_any_other()
    {
        using var generator = TextGenerator.Create();
        var collection = await CaptionsAsync(generator, Caption<TKey>.Range(9));

        var hits = await collection.SearchAsync("photo 0", 2, new() { Filter = r => r.Number > 3, Skip = 1 }, Token).ToListAsync(Token);

        Assert.Equal([5, 6], hits.Select(h => h.Record.Number));
    }

    private async Task FindsAsync(Func<VectorStoreCollection<TKey, Caption<TKey>>, IAsyncEnumerable<VectorSearchResult<Caption<TKey>>>> search)
    {
        using var generator = TextGenerator.Create();
        var collection = await CaptionsAsync(generator, Caption<TKey>.Range(9));

        Assert.Equal(4, (await search(collection).SingleAsync(Token)).Record.Number);
        Assert.Equal(1, generator.Calls);
    }
}
