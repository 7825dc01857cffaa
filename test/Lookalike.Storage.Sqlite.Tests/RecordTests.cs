namespace Lookalike.Storage.Sqlite.Tests;

public sealed class RecordTests : StoreTest
{
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
}
