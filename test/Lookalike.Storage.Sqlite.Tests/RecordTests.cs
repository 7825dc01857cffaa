using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests;

public sealed class RecordTests : StoreTest
{
    [Fact]
    public async Task A_record_comes_back_as_it_was_written()
    {
        var collection = await PicturesAsync(new Picture { Key = "a", Title = "Ä \"quoted\" 'one'", Size = 7, Label = 3, Favourite = true, Tags = ["x", "y"], Vector = new float[] { 1, 2, 3 } });

        Picture? found = await collection.GetAsync("a", new RecordRetrievalOptions { IncludeVectors = true }, Token);

        Assert.NotNull(found);
        Assert.Equal("a", found.Key);
        Assert.Equal("Ä \"quoted\" 'one'", found.Title);
        Assert.Equal(7, found.Size);
        Assert.Equal(3, found.Label);
        Assert.True(found.Favourite);
        Assert.Equal(["x", "y"], found.Tags!);
        Assert.Equal([1f, 2f, 3f], found.Vector!.Value.ToArray());
    }

    [Fact]
    public async Task Vectors_are_left_out_unless_asked_for()
    {
        var collection = await PicturesAsync(Picture.At("a", 1));

        Assert.Null((await collection.GetAsync("a", cancellationToken: Token))!.Vector);
    }

    [Fact]
    public async Task A_missing_key_gives_null() => Assert.Null(await (await PicturesAsync()).GetAsync("none", cancellationToken: Token));

    [Fact]
    public async Task Missing_keys_are_left_out_of_a_batch()
    {
        var collection = await PicturesAsync(Picture.At("a", 1), Picture.At("b", 2));

        string[] keys = await collection.GetAsync(["b", "none", "a"], cancellationToken: Token).Select(p => p.Key).ToArrayAsync(Token);

        Assert.Equal(["b", "a"], keys);
    }

    [Fact]
    public async Task Upserting_a_key_again_replaces_the_record_and_its_vector()
    {
        var collection = await PicturesAsync(Picture.At("a", 1));

        await collection.UpsertAsync(new Picture { Key = "a", Size = 9, Vector = new float[] { 5, 5, 5 } }, Token);

        Picture found = Assert.Single(await collection.GetAsync(p => true, 10, new() { IncludeVectors = true }, Token).ToListAsync(Token));
        Assert.Equal(9, found.Size);
        Assert.Equal([5f, 5f, 5f], found.Vector!.Value.ToArray());
    }

    [Fact]
    public async Task The_last_record_of_a_key_in_a_batch_wins()
    {
        var collection = await PicturesAsync(Picture.At("a", 1), Picture.At("b", 2), Picture.At("a", 3));

        Picture found = (await collection.GetAsync("a", new() { IncludeVectors = true }, Token))!;

        Assert.Equal(3, found.Vector!.Value.Span[0]);
        Assert.Equal(2, await collection.GetAsync(p => true, 10, cancellationToken: Token).CountAsync(Token));
    }

    [Fact]
    public async Task A_deleted_record_is_found_no_more()
    {
        var collection = await PicturesAsync(Picture.At("a", 1), Picture.At("b", 2), Picture.At("c", 3));

        await collection.DeleteAsync("a", Token);
        await collection.DeleteAsync(["b", "none"], Token);

        Assert.Null(await collection.GetAsync("a", cancellationToken: Token));
        var hits = await collection.SearchAsync(new float[] { 1, 0, 0 }, 10, cancellationToken: Token).ToListAsync(Token);
        Assert.Equal("c", Assert.Single(hits).Record.Key);
    }

    [Fact]
    public async Task Deleting_a_missing_key_changes_nothing()
    {
        var collection = await PicturesAsync(Picture.At("a", 1));

        await collection.DeleteAsync("none", Token);

        Assert.NotNull(await collection.GetAsync("a", cancellationToken: Token));
    }

    [Fact]
    public async Task The_slots_of_deleted_records_are_used_again()
    {
        var collection = await PicturesAsync([.. Enumerable.Range(0, 100).Select(i => Picture.At($"old{i}", i))]);
        await collection.DeleteAsync(Enumerable.Range(10, 50).Select(i => $"old{i}"), Token);

        await collection.UpsertAsync(Enumerable.Range(0, 50).Select(i => Picture.At($"new{i}", 1000 + i)), Token);

        VectorSnapshot vectors = await collection.GetVectorsAsync(Token);
        Assert.Equal(100, vectors.Slots);
        Assert.Equal(100, vectors.Count);
        for (int i = 0; i < 50; i++)
        {
            var hit = await collection.SearchAsync(new float[] { 1000 + i, 0, 0 }, 1, cancellationToken: Token).SingleAsync(Token);
            Assert.Equal($"new{i}", hit.Record.Key);
        }
    }

    [Fact]
    public async Task Empty_batches_do_nothing_even_without_a_collection()
    {
        var collection = Store.GetCollection<string, Picture>("none");

        await collection.UpsertAsync([], Token);
        await collection.DeleteAsync(Array.Empty<string>(), Token);

        Assert.Empty(await collection.GetAsync(Array.Empty<string>(), cancellationToken: Token).ToListAsync(Token));
        Assert.False(File.Exists(DatabasePath));
    }

    [Fact]
    public async Task Null_arguments_are_refused_by_name()
    {
        var collection = await PicturesAsync();

        await Assert.ThrowsAsync<ArgumentNullException>("key", () => collection.GetAsync((string)null!, cancellationToken: Token));
        Assert.Throws<ArgumentNullException>("keys", () => collection.GetAsync((IEnumerable<string>)null!, cancellationToken: Token));
        Assert.Throws<ArgumentNullException>("filter", () => collection.GetAsync(null!, 1, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentNullException>("key", () => collection.DeleteAsync((string)null!, Token));
        await Assert.ThrowsAsync<ArgumentNullException>("keys", () => collection.DeleteAsync((IEnumerable<string>)null!, Token));
        await Assert.ThrowsAsync<ArgumentNullException>("record", () => collection.UpsertAsync((Picture)null!, Token));
        await Assert.ThrowsAsync<ArgumentNullException>("records", () => collection.UpsertAsync((IEnumerable<Picture>)null!, Token));
        Assert.Throws<ArgumentNullException>("searchValue", () => collection.SearchAsync((string)null!, 1, cancellationToken: Token));
    }

    [Fact]
    public async Task A_cancelled_token_stops_an_operation_before_it_begins()
    {
        var collection = await PicturesAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => collection.UpsertAsync(Picture.At("a", 1), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => collection.GetAsync("a", cancellationToken: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => collection.SearchAsync(new float[3], 1, cancellationToken: cancelled).ToListAsync(Token).AsTask());

        Assert.Null(await collection.GetAsync("a", cancellationToken: Token));
    }
}
