using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests;

public sealed class EmbeddingTests : StoreTest
{
    private readonly LengthGenerator _generator = new();

    [Fact]
    public async Task A_batch_is_embedded_with_one_call()
    {
        var collection = await NotesAsync();

        await collection.UpsertAsync([new Note { Key = 1, Text = "one" }, new Note { Key = 2, Text = "three" }], Token);
        Assert.Equal(1, _generator.Calls);

        var hit = await collection.SearchAsync("12345", 1, cancellationToken: Token).SingleAsync(Token);
        Assert.Equal(2, hit.Record.Key);
        Assert.Equal(0, hit.Score);
    }

    [Fact]
    public async Task A_generated_collection_can_be_searched_by_vector()
    {
        var collection = await NotesAsync();
        await collection.UpsertAsync(new Note { Key = 1, Text = "one" }, Token);

        Assert.Equal(1, (await collection.SearchAsync(new float[] { 3, 0, 0 }, 1, cancellationToken: Token).SingleAsync(Token)).Record.Key);
    }

    [Fact]
    public async Task A_null_value_is_not_embedded()
    {
        var collection = await NotesAsync();

        await collection.UpsertAsync([new Note { Key = 1 }, new Note { Key = 2, Text = "two" }], Token);

        Assert.Equal(2, (await collection.SearchAsync("two", 5, cancellationToken: Token).SingleAsync(Token)).Record.Key);
    }

    [Fact]
    public async Task Generated_vectors_cannot_be_asked_for()
    {
        var collection = await NotesAsync();

        await Assert.ThrowsAsync<NotSupportedException>(() => collection.GetAsync(1, new() { IncludeVectors = true }, Token));
        Assert.Throws<NotSupportedException>(() => collection.SearchAsync("a", 1, new() { IncludeVectors = true }, Token));
        Assert.Throws<NotSupportedException>(() => collection.GetAsync(r => true, 1, new() { IncludeVectors = true }, Token));
    }

    [Fact]
    public async Task Searching_for_a_text_without_a_generator_is_not_supported()
    {
        var collection = await PicturesAsync(Picture.At("a", 1));

        await Assert.ThrowsAsync<NotSupportedException>(() => collection.SearchAsync("text", 1, cancellationToken: Token).ToListAsync(Token).AsTask());
    }

    [Fact]
    public async Task A_value_that_the_generator_does_not_take_is_an_invalid_operation()
    {
        var collection = await NotesAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => collection.SearchAsync(5, 1, cancellationToken: Token).ToListAsync(Token).AsTask());
    }

    [Fact]
    public async Task A_collection_of_vectors_can_be_searched_by_text_with_a_generator()
    {
        using var collection = new SqliteCollection<string, Picture>(DatabasePath, "pictures", new SqliteCollectionOptions { EmbeddingGenerator = _generator });
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync([Picture.At("a", 1), Picture.At("b", 4)], Token);

        Assert.Equal("b", (await collection.SearchAsync("four", 1, new() { IncludeVectors = true }, Token).SingleAsync(Token)).Record.Key);
    }

    [Fact]
    public async Task A_definition_may_bring_the_generator_of_a_dynamic_collection()
    {
        using SqliteDynamicCollection collection = Store.GetDynamicCollection("c", new()
        {
            Properties = [new VectorStoreKeyProperty("Key", typeof(int)), new VectorStoreVectorProperty("Text", typeof(string), 3) { DistanceFunction = DistanceFunction.EuclideanDistance }],
            EmbeddingGenerator = _generator,
        });
        await collection.EnsureCollectionExistsAsync(Token);

        await collection.UpsertAsync(new Dictionary<string, object?> { ["Key"] = 1, ["Text"] = "four" }, Token);

        Assert.Equal(0, (await collection.SearchAsync("text", 1, cancellationToken: Token).SingleAsync(Token)).Score);
    }

    protected override void Dispose(bool disposing)
    {
        _generator.Dispose();
        base.Dispose(disposing);
    }

    private async Task<SqliteCollection<int, Note>> NotesAsync()
    {
        SqliteCollection<int, Note> collection = Store.GetCollection<int, Note>("notes", new()
        {
            Properties =
            [
                new VectorStoreKeyProperty("Key", typeof(int)),
                new VectorStoreVectorProperty("Text", typeof(string), 3) { DistanceFunction = DistanceFunction.EuclideanDistance, EmbeddingGenerator = _generator },
            ],
        });
        await collection.EnsureCollectionExistsAsync(Token);
        return collection;
    }

    private sealed class Note
    {
        public int Key { get; set; }

        public string? Text { get; set; }
    }
}
