using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Lookalike.Storage.Sqlite.Tests;

public sealed class SharingTests : StoreTest
{
    [Fact]
    public async Task Two_stores_on_one_file_see_what_the_other_wrote()
    {
        var here = await PicturesAsync(Picture.At("a", 1));
        using var otherStore = new SqliteVectorStore(DatabasePath);
        var there = otherStore.GetCollection<string, Picture>("pictures");
        Assert.Equal("a", await NearestAsync(there));

        await here.UpsertAsync(Picture.At("b", 0.5f), Token);
        Assert.Equal("b", await NearestAsync(there));
        await there.UpsertAsync(Picture.At("c", 0.25f), Token);
        Assert.Equal("c", await NearestAsync(here));
        await here.DeleteAsync(["b", "c"], Token);
        Assert.Equal("a", await NearestAsync(there));
        await there.EnsureCollectionDeletedAsync(Token);
        Assert.False(await here.CollectionExistsAsync(Token));
    }

    [Fact]
    public async Task Snapshots_that_are_kept_while_records_change_stay_as_they_were_and_cost_no_more_than_their_size()
    {
        const int Records = 1000, Rounds = 60;
        var collection = await PicturesAsync([.. Enumerable.Range(0, Records).Select(i => Picture.At($"{i}", 0))]);
        List<VectorSnapshot> kept = [];
        for (int round = 1; round <= Rounds; round++)
        {
            await collection.UpsertAsync(Picture.At("7", round), Token);
            kept.Add(await collection.GetVectorsAsync(Token));
        }

        Assert.Equal(Enumerable.Range(1, Rounds), kept.Select(s => (int)s.Vectors.Span[7 * 3]));
        Assert.All(kept, s =>
        {
            Assert.True(MemoryMarshal.TryGetArray(s.Vectors, out ArraySegment<float> array));
            Assert.InRange(array.Array!.Length, Records * 3, 2 * Records * 3);
        });
    }

    [Fact]
    public async Task Vectors_that_were_only_loaded_are_overwritten_in_place()
    {
        const int Records = 100_000;
        var collection = await PicturesAsync([.. Enumerable.Range(0, Records).Select(i => Picture.At($"{i}", 0))]);
        Assert.Equal(Records, await collection.LoadVectorsAsync(Token));
        await collection.UpsertAsync(Picture.At("7", 1), Token);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Records, await collection.LoadVectorsAsync(Token));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Records * 3 * sizeof(float) / 2);
    }

    [Fact]
    public async Task A_search_beside_a_writer_sees_each_transaction_whole()
    {
        // Every transaction gives all records the same coordinate, so a search that saw half of one would find two.
        const int Records = 300;
        var collection = await PicturesAsync([.. Enumerable.Range(0, Records).Select(i => Picture.At($"{i}", 0))]);
        using var otherStore = new SqliteVectorStore(DatabasePath);
        var stop = new CancellationTokenSource();
        Task[] readers = [.. new[] { Store, Store, otherStore }.Select(store => Task.Run(async () =>
        {
            var readable = store.GetCollection<string, Picture>("pictures");
            while (!stop.IsCancellationRequested)
            {
                var hits = await readable.SearchAsync(new float[3], Records + 100, new() { IncludeVectors = true }, Token).ToListAsync(Token);
                Assert.True(hits.Count >= Records);
                Assert.Single(hits.Select(h => h.Score).Distinct());
                Assert.Single(hits.Select(h => h.Record.Vector!.Value.Span[0]).Distinct());
                Assert.Single(hits.Select(h => h.Record.Size).Distinct());
            }
        }, Token))];

        for (int round = 1; round <= 30; round++)
        {
            await collection.UpsertAsync(Enumerable.Range(0, Records + round).Select(i =>
            {
                Picture picture = Picture.At($"{i}", round);
                picture.Size = round;
                return picture;
            }), Token);
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);
        stop.Dispose();
    }

    [Fact]
    public async Task A_fault_in_the_middle_of_a_batch_leaves_nothing_of_it()
    {
        const int Free = 50;
        var collection = await PicturesAsync([Picture.At("a", 1), .. Enumerable.Range(0, Free).Select(i => Picture.At($"f{i}", 5))]);
        await collection.DeleteAsync(Enumerable.Range(0, Free - 1).Select(i => $"f{i}"), Token);
        await using SqliteConnection connection = Connect();
        Execute(connection, $"INSERT INTO free_1 VALUES ({Free})"); // the slot of the one that is left, behind those that are free

        await FailsAsync(() => collection.UpsertAsync([.. Enumerable.Range(0, 100).Select(i => Picture.At($"p{i}", 0)), Picture.At("a", 9)], Token), DatabasePath, "UNIQUE constraint");

        var hits = await collection.SearchAsync(new float[3], 10, new() { IncludeVectors = true }, Token).ToListAsync(Token);
        Assert.Equal(["a", "f49"], hits.Select(hit => hit.Record.Key));
        Assert.Equal(1f, hits[0].Record.Vector!.Value.Span[0]);
        Execute(connection, $"DELETE FROM free_1 WHERE slot = {Free}");
        await collection.UpsertAsync(Picture.At("b", 2), Token);
        Assert.Equal(3, (await collection.GetVectorsAsync(Token)).Count);
    }

    [Fact]
    public async Task A_file_copied_in_the_middle_of_a_write_holds_the_last_whole_transaction()
    {
        var collection = await PicturesAsync([.. Enumerable.Range(0, 2000).Select(i => Picture.At($"{i}", 1 + i))]);
        await using SqliteConnection connection = Connect();
        Execute(connection, "PRAGMA cache_size = 4"); // so that the open transaction spills into the log
        Execute(connection, "BEGIN IMMEDIATE");
        Execute(connection, "UPDATE records_1 SET Title = hex(randomblob(500))");
        Execute(connection, "UPDATE vectors_1_0 SET vectors = zeroblob(length(vectors)), version = version + 1");
        string copy = Path.Combine(Folder, "copy.db");
        File.Copy(DatabasePath, copy);
        File.Copy(DatabasePath + "-wal", copy + "-wal");
        Execute(connection, "ROLLBACK");

        using var store = new SqliteVectorStore(copy);
        var survived = store.GetCollection<string, Picture>("pictures");

        Assert.Equal(2000, (await survived.GetVectorsAsync(Token)).Count);
        var hit = await survived.SearchAsync(new float[3], 1, cancellationToken: Token).SingleAsync(Token);
        Assert.Equal(("0", 1d, null), (hit.Record.Key, hit.Score!.Value, hit.Record.Title));
        await survived.UpsertAsync(Picture.At("new", 0), Token);
    }

    [Fact]
    public async Task A_lock_that_is_not_released_is_reported_after_the_timeout()
    {
        await PicturesAsync();
        await using SqliteConnection connection = Connect();
        Execute(connection, "BEGIN IMMEDIATE");
        using var impatient = new SqliteVectorStore(DatabasePath, new() { BusyTimeout = TimeSpan.Zero });
        var collection = impatient.GetCollection<string, Picture>("pictures");

        await FailsAsync(() => collection.UpsertAsync(Picture.At("a", 1), Token), "locked", DatabasePath, "BusyTimeout");
        Assert.Null(await collection.GetAsync("a", cancellationToken: Token));
        Execute(connection, "ROLLBACK");
        await collection.UpsertAsync(Picture.At("a", 1), Token);
    }

    private static async Task<string> NearestAsync(SqliteCollection<string, Picture> collection) =>
        (await collection.SearchAsync(new float[3], 1, cancellationToken: Token).SingleAsync(Token)).Record.Key;

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // the test's own SQL
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
