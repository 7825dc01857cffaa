using Microsoft.Data.Sqlite;

namespace Lookalike.Storage.Sqlite.Tests;

public sealed class FileTests : StoreTest
{
    [Fact]
    public async Task A_database_of_another_program_is_refused_and_left_alone()
    {
        Execute("CREATE TABLE theirs (a)");
        byte[] before = await File.ReadAllBytesAsync(DatabasePath, Token);

        await RefusedAsync("another program", "0x4C6B416C", DatabasePath);

        Assert.Equal(before, await File.ReadAllBytesAsync(DatabasePath, Token));
    }

    [Fact]
    public async Task A_newer_layout_is_refused()
    {
        await PicturesAsync();
        Store.Dispose();
        Execute("PRAGMA user_version = 5");

        await RefusedAsync("layout version 5", "Expected 4", "update");
    }

    [Fact]
    public async Task An_older_layout_is_read_as_it_is_and_migrated_by_the_first_writer()
    {
        await PicturesAsync(Picture.At("a", 1), Picture.At("b", 2));
        Store.Dispose();
        Execute("DROP INDEX vectors_1_0_version");
        Execute("ALTER TABLE vectors_1_0 DROP COLUMN checksum");
        Execute("PRAGMA user_version = 1");

        using (var readOnly = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true }))
            Assert.Equal("a", (await readOnly.GetCollection<string, Picture>("pictures").SearchAsync(new float[3], 1, cancellationToken: Token).SingleAsync(Token)).Record.Key);
        Assert.Equal(1, Number("PRAGMA user_version"));

        using (var writing = new SqliteVectorStore(DatabasePath))
        {
            var pictures = writing.GetCollection<string, Picture>("pictures");
            await pictures.UpsertAsync(Picture.At("c", 0.5f), Token);
            Assert.Equal("c", (await pictures.SearchAsync(new float[3], 1, cancellationToken: Token).SingleAsync(Token)).Record.Key);
        }

        Assert.Equal(4, Number("PRAGMA user_version"));
        Assert.Equal(1, Number("SELECT count(*) FROM sqlite_master WHERE name = 'vectors_1_0_version'"));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone()
    {
        byte[] content = [.. Enumerable.Range(0, 10_000).Select(i => (byte)i)];
        await File.WriteAllBytesAsync(DatabasePath, content, Token);

        await RefusedAsync("not a SQLite database", DatabasePath);

        Assert.Equal(content, await File.ReadAllBytesAsync(DatabasePath, Token));
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_named()
    {
        using var store = new SqliteVectorStore(Path.Combine(Folder, "none", "store.db"));

        await FailsAsync(() => store.GetCollection<string, Picture>("c").EnsureCollectionExistsAsync(Token), "cannot be opened", "none");
    }

    [Fact]
    public async Task An_empty_file_is_a_store_without_collections()
    {
        await File.WriteAllBytesAsync(DatabasePath, [], Token);

        Assert.Empty(await Store.ListCollectionNamesAsync(Token).ToListAsync(Token));
        await PicturesAsync(Picture.At("a", 1));
        Assert.Single(await Store.ListCollectionNamesAsync(Token).ToListAsync(Token));
    }

    [Theory]
    [InlineData("UPDATE vectors_1_0 SET vectors = x'00'")]
    [InlineData("UPDATE vectors_1_0 SET vectors = zeroblob(12 * 1025)")]
    [InlineData("UPDATE vectors_1_0 SET occupied = x'00'")]
    [InlineData("UPDATE vectors_1_0 SET block = -1")]
    [InlineData("UPDATE vectors_1_0 SET block = 1000000000")]
    [InlineData("DELETE FROM records_1")]
    [InlineData("UPDATE collections SET definition = '{'")]
    [InlineData("UPDATE collections SET definition = '{\"key\":1}'")]
    public async Task Damaged_contents_are_reported_and_not_read(string damage)
    {
        var collection = await PicturesAsync(Picture.At("a", 1), Picture.At("b", 2));
        Store.Dispose();
        Execute(damage);
        using var store = new SqliteVectorStore(DatabasePath);
        collection = store.GetCollection<string, Picture>("pictures");

        await FailsAsync(() => collection.SearchAsync(new float[3], 1, cancellationToken: Token).ToListAsync(Token).AsTask(), "'pictures'", DatabasePath, "damaged");
    }

    [Fact]
    public async Task Any_byte_of_the_file_may_be_damaged_without_another_exception()
    {
        await PicturesAsync([.. Enumerable.Range(0, 200).Select(i => Picture.At($"{i}", i))]);
        Store.Dispose();
        byte[] good = await File.ReadAllBytesAsync(DatabasePath, Token);
        var random = new Random(1);
        for (int round = 0; round < 150; round++)
        {
            string path = Path.Combine(Folder, $"damaged{round}.db");
            byte[] bad = [.. good];
            for (int i = 0; i < 20; i++) bad[random.Next(round % 2 == 0 ? 2000 : bad.Length)] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(path, round % 5 == 0 ? bad[..random.Next(1, bad.Length)] : bad, Token);
            using var store = new SqliteVectorStore(path);
            var collection = store.GetCollection<string, Picture>("pictures");

            Exception? fault = await Record.ExceptionAsync(async () =>
            {
                await collection.SearchAsync(new float[3], 50, cancellationToken: Token).ToListAsync(Token);
                await collection.GetAsync(p => p.Size == 0, 500, cancellationToken: Token).ToListAsync(Token);
                await collection.UpsertAsync(Picture.At("new", 1), Token);
            });

            Assert.True(fault is null or Microsoft.Extensions.VectorData.VectorStoreException, $"Round {round}: {fault}");
        }
    }

    [Fact]
    public async Task A_read_only_store_reads_and_refuses_to_write()
    {
        await PicturesAsync(Picture.At("a", 1));
        Store.Dispose();
        using var store = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });
        var collection = store.GetCollection<string, Picture>("pictures");

        Assert.Equal("a", (await collection.SearchAsync(new float[3], 1, cancellationToken: Token).SingleAsync(Token)).Record.Key);
        await FailsAsync(() => collection.UpsertAsync(Picture.At("b", 1), Token), "ReadOnly", DatabasePath);
        await FailsAsync(() => collection.DeleteAsync("a", Token), "ReadOnly");
        await FailsAsync(() => collection.EnsureCollectionDeletedAsync(Token), "ReadOnly");
    }

    [Fact]
    public async Task Ensuring_a_collection_of_a_read_only_store_succeeds_where_it_exists()
    {
        await PicturesAsync(Picture.At("a", 1));
        using var store = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });

        await store.GetCollection<string, Picture>("pictures").EnsureCollectionExistsAsync(Token);
        await FailsAsync(() => store.GetCollection<string, Picture>("other").EnsureCollectionExistsAsync(Token), "ReadOnly");
    }

    [Fact]
    public async Task A_read_only_store_sees_what_a_writer_adds()
    {
        var writer = await PicturesAsync(Picture.At("a", 1));
        using var store = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });
        var reader = store.GetCollection<string, Picture>("pictures");
        Assert.Equal(1, await reader.SearchAsync(new float[3], 5, cancellationToken: Token).CountAsync(Token));

        await writer.UpsertAsync(Picture.At("b", 2), Token);

        Assert.Equal(2, await reader.SearchAsync(new float[3], 5, cancellationToken: Token).CountAsync(Token));
    }

    [Fact]
    public async Task A_file_is_read_where_nothing_can_be_created_beside_it()
    {
        await PicturesAsync(Picture.At("a", 1));
        Store.Dispose();
        // A folder under the name of the log's index stands for a folder without write permission, which means nothing to root.
        Directory.CreateDirectory(DatabasePath + "-shm");
        using var store = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });

        var hit = await store.GetCollection<string, Picture>("pictures").SearchAsync(new float[3], 1, cancellationToken: Token).SingleAsync(Token);

        Assert.Equal("a", hit.Record.Key);
    }

    private async Task RefusedAsync(params string[] parts)
    {
        using var store = new SqliteVectorStore(DatabasePath);
        await FailsAsync(() => store.ListCollectionNamesAsync(Token).ToListAsync(Token).AsTask(), parts);
        await FailsAsync(() => store.GetCollection<string, Picture>("c").EnsureCollectionExistsAsync(Token), parts);
        await FailsAsync(() => store.GetCollection<string, Picture>("c").UpsertAsync(Picture.At("a", 1), Token), parts);
    }

    private void Execute(string sql) => Number(sql);

    private long Number(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // the test's own SQL
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar() as long? ?? 0;
    }
}
