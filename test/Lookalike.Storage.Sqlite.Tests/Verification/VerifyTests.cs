using System.Buffers.Binary;
using Lookalike.Storage.Sqlite.Schema;
using Lookalike.Storage.Sqlite.Verification;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests.Verification;

public sealed class VerifyTests : StoreTest
{
    /// <summary>Vectors of a block of the pictures' three dimensions.</summary>
    private const int PerBlock = 1024;

    [Fact]
    public async Task A_sound_collection_has_no_faults()
    {
        SqliteCollection<string, Picture> pictures = await PicturesAsync(Many(2 * PerBlock));
        await pictures.DeleteAsync(["0", "1500"], Token);
        await pictures.UpsertAsync(Picture.At("new", 7), Token);

        StorageReport report = await pictures.VerifyAsync(Token);

        Assert.Empty(report.Faults);
        Assert.Equal(((2 * PerBlock) - 1, 2), (report.Records, report.Blocks));
        Assert.True(report.HasChecksums);
    }

    [Fact]
    public async Task A_flipped_byte_of_a_vector_is_found_in_its_block_with_the_keys_of_its_records()
    {
        await PicturesAsync(Many(PerBlock + 10));
        FlipByteOf(vector: PerBlock + 3);

        StorageFault fault = Assert.Single((await VerifyAsync()).Faults);

        Assert.Equal((StorageFaultKind.Checksum, 1), (fault.Kind, fault.Block));
        Assert.Equal(Enumerable.Range(PerBlock, 10).Select(i => $"{i}"), fault.Keys);
        Assert.Contains("block 1 of 'Vector'", fault.Place, StringComparison.Ordinal);
        Assert.Contains("expected the checksum", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_block_stays_known_as_such_when_others_of_its_vectors_are_written()
    {
        await PicturesAsync(Many(10));
        FlipByteOf(vector: 3);
        using (var store = new SqliteVectorStore(DatabasePath)) await store.GetCollection<string, Picture>("pictures").UpsertAsync(Picture.At("5", 99), Token);

        Assert.Equal(StorageFaultKind.Checksum, Assert.Single((await VerifyAsync()).Faults).Kind);
    }

    [Fact]
    public async Task A_damaged_block_whose_records_were_written_again_is_mended()
    {
        await PicturesAsync(Many(10));
        FlipByteOf(vector: 3);
        using (var store = new SqliteVectorStore(DatabasePath))
        {
            SqliteCollection<string, Picture> pictures = store.GetCollection<string, Picture>("pictures");
            StorageReport report = await pictures.VerifyAsync(Token);
            await pictures.UpsertAsync(Many(10), Token);
            await pictures.MendAsync(report.Faults, Token);
            Assert.Equal("3", (await pictures.SearchAsync(new float[] { 3, 0, 0 }, 1, cancellationToken: Token).SingleAsync(Token)).Record.Key);
        }

        Assert.Empty((await VerifyAsync()).Faults);
    }

    [Fact]
    public async Task A_vector_without_a_record_is_found_and_taken_out()
    {
        await PicturesAsync(Many(10));
        Execute("DELETE FROM records_1 WHERE Key = '4'");

        StorageFault fault = Assert.Single((await VerifyAsync()).Faults);
        Assert.Equal(StorageFaultKind.StrayVector, fault.Kind);
        Assert.Equal([4], fault.Slots);

        await MendAsync();
        Assert.Empty((await VerifyAsync()).Faults);
    }

    [Fact]
    public async Task A_record_without_a_vector_is_found_where_its_property_takes_no_null()
    {
        using SqliteCollection<string, Vectored> records = await VectoredAsync();
        Rewrite("vectors_1_0", (occupied, _) => occupied[0] &= 0b1111_1011);

        StorageFault fault = Assert.Single((await records.VerifyAsync(Token)).Faults);

        Assert.Equal((StorageFaultKind.MissingVector, "slot 2"), (fault.Kind, fault.Place));
        Assert.Equal<object>(["2"], fault.Keys);
    }

    [Fact]
    public async Task A_record_without_a_vector_is_no_fault_where_its_property_takes_null() =>
        Assert.Empty((await (await PicturesAsync(new Picture { Key = "none" }, Picture.At("a", 1))).VerifyAsync(Token)).Faults);

    [Fact]
    public async Task Records_whose_block_is_gone_are_found_and_have_vectors_again_once_they_are_written()
    {
        using SqliteCollection<string, Vectored> records = await VectoredAsync();
        Execute("DELETE FROM vectors_1_0");

        StorageFault fault = Assert.Single((await records.VerifyAsync(Token)).Faults);
        Assert.Equal(StorageFaultKind.MissingVector, fault.Kind);
        Assert.Equal(10, fault.Keys.Count);

        await records.UpsertAsync(Enumerable.Range(0, 10).Select(i => Vectored.At(i)), Token);
        Assert.Empty((await records.VerifyAsync(Token)).Faults);
    }

    [Theory]
    [InlineData("UPDATE vectors_1_0 SET vectors = x'00'", "found 128 and 1")]
    [InlineData("UPDATE vectors_1_0 SET occupied = x'00'", "found 1 and")]
    [InlineData("UPDATE vectors_1_0 SET block = -1", "beyond the last slot")]
    [InlineData("UPDATE vectors_1_0 SET block = 1000000000", "beyond the last slot")]
    public async Task A_block_that_cannot_be_read_is_found_and_taken_away(string damage, string message)
    {
        await PicturesAsync(Many(10));
        Execute(damage);

        Assert.Contains(message, Assert.Single((await VerifyAsync()).Faults, f => f.Kind == StorageFaultKind.Block).Message, StringComparison.Ordinal);

        await MendAsync();
        using var store = new SqliteVectorStore(DatabasePath);
        SqliteCollection<string, Picture> pictures = store.GetCollection<string, Picture>("pictures");
        await pictures.UpsertAsync(Many(10), Token);
        Assert.Equal(10, await pictures.SearchAsync(new float[3], 20, cancellationToken: Token).CountAsync(Token));
        Assert.Empty((await VerifyAsync()).Faults);
    }

    [Fact]
    public async Task A_slot_in_use_that_is_listed_as_free_is_found_and_taken_off_the_list()
    {
        await PicturesAsync(Many(10));
        Execute("INSERT INTO free_1 VALUES (4)");

        StorageFault fault = Assert.Single((await VerifyAsync()).Faults);
        Assert.Equal((StorageFaultKind.FreeSlot, "slot 4"), (fault.Kind, fault.Place));
        Assert.Equal<object>(["4"], fault.Keys);

        await MendAsync();
        await PicturesAsync(Picture.At("new", 1));
        Assert.Empty((await VerifyAsync()).Faults);
    }

    [Fact]
    public async Task A_damaged_header_is_reported_and_not_thrown()
    {
        await PicturesAsync(Many(10));
        Damage(bytes => bytes.AsSpan(0, 8).Clear());

        StorageFault fault = Assert.Single((await VerifyAsync()).Faults);

        Assert.Equal((StorageFaultKind.Unreadable, DatabasePath), (fault.Kind, fault.Place));
        Assert.Contains("not a SQLite database", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_integrity_check_of_SQLite_finds_is_reported()
    {
        await PicturesAsync(Many(10));
        long page = Number("SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_records_1_1'"), size = Number("PRAGMA page_size");
        Damage(bytes => bytes.AsSpan((int)(page * size) - 12, 12).Clear());

        StorageReport report = await VerifyAsync();

        Assert.Contains(report.Faults, f => f.Kind == StorageFaultKind.Integrity && f.Message.Contains("index", StringComparison.Ordinal));
        Assert.Equal(10, report.Records);
    }

    [Fact]
    public async Task A_table_that_is_gone_is_reported_and_the_rest_is_looked_at()
    {
        await PicturesAsync(Many(10));
        Execute("DROP TABLE vectors_1_0");

        StorageReport report = await VerifyAsync();

        Assert.Contains("vectors_1_0", Assert.Single(report.Faults, f => f.Kind == StorageFaultKind.Unreadable).Message, StringComparison.Ordinal);
        Assert.Equal(10, report.Records);
    }

    [Fact]
    public async Task Any_damage_is_reported_or_refused_and_never_another_exception()
    {
        await PicturesAsync(Many(200));
        Store.Dispose();
        byte[] good = await File.ReadAllBytesAsync(DatabasePath, Token);
        var random = new Random(2);
        for (int round = 0; round < 150; round++)
        {
            string path = Path.Combine(Folder, $"damaged{round}.db");
            byte[] bad = [.. good];
            for (int i = 0; i < 20; i++) bad[random.Next(round % 2 == 0 ? 2000 : bad.Length)] = (byte)random.Next(256);
            await File.WriteAllBytesAsync(path, round % 5 == 0 ? bad[..random.Next(1, bad.Length)] : bad, Token);
            using var store = new SqliteVectorStore(path);

            Exception? fault = await Record.ExceptionAsync(() => store.GetCollection<string, Picture>("pictures").VerifyAsync(Token));

            Assert.True(fault is null or VectorStoreException, $"Round {round}: {fault}");
        }
    }

    [Fact]
    public async Task A_missing_collection_is_refused() =>
        await FailsAsync(() => Store.GetCollection<string, Picture>("pictures").VerifyAsync(Token), "no collection 'pictures'");

    [Fact]
    public async Task A_file_without_checksums_gets_them_from_the_first_writer()
    {
        await PicturesAsync(Many(PerBlock + 10));
        Store.Dispose();
        Execute("ALTER TABLE vectors_1_0 DROP COLUMN checksum");
        Execute("PRAGMA user_version = 2");

        StorageReport before = await VerifyAsync(readOnly: true);
        Assert.Equal((0, false), (before.Faults.Count, before.HasChecksums));

        using (var store = new SqliteVectorStore(DatabasePath)) await store.GetCollection<string, Picture>("pictures").UpsertAsync(Picture.At("new", 1), Token);
        StorageReport after = await VerifyAsync(readOnly: true);
        Assert.Equal((0, true), (after.Faults.Count, after.HasChecksums));
        Assert.Equal(4, Number("PRAGMA user_version"));
        FlipByteOf(vector: 3);
        Assert.Equal(0, Assert.Single((await VerifyAsync()).Faults).Block);
    }

    [Fact]
    public async Task The_dimension_of_a_collection_is_known_without_its_definition()
    {
        Assert.Null(await Store.GetDimensionAsync("pictures", Token));
        await PicturesAsync(Many(1));
        Assert.Equal(3, await Store.GetDimensionAsync("pictures", Token));
    }

    private static Picture[] Many(int count) => [.. Enumerable.Range(0, count).Select(i => Picture.At($"{i}", i))];

    private async Task<SqliteCollection<string, Vectored>> VectoredAsync()
    {
        SqliteCollection<string, Vectored> records = Store.GetCollection<string, Vectored>("vectored");
        await records.EnsureCollectionExistsAsync(Token);
        await records.UpsertAsync(Enumerable.Range(0, 10).Select(i => Vectored.At(i)), Token);
        return records;
    }

    private async Task<StorageReport> VerifyAsync(bool readOnly = false)
    {
        using var store = new SqliteVectorStore(DatabasePath, new() { ReadOnly = readOnly });
        return await store.GetCollection<string, Picture>("pictures").VerifyAsync(Token);
    }

    private async Task MendAsync()
    {
        using var store = new SqliteVectorStore(DatabasePath);
        SqliteCollection<string, Picture> pictures = store.GetCollection<string, Picture>("pictures");
        await pictures.MendAsync((await pictures.VerifyAsync(Token)).Faults, Token);
    }

    /// <summary>Flips one byte of a vector in the file itself. Vector i of the pictures begins with the float i.</summary>
    private void FlipByteOf(int vector) => Damage(bytes =>
    {
        byte[] sought = new byte[24];
        BinaryPrimitives.WriteSingleLittleEndian(sought, vector);
        BinaryPrimitives.WriteSingleLittleEndian(sought.AsSpan(12), vector + 1);
        int at = bytes.AsSpan().IndexOf(sought);
        Assert.True(at > 0);
        bytes[at + 2] ^= 0x10;
    });

    private void Damage(Action<byte[]> damage)
    {
        Store.Dispose();
        byte[] bytes = File.ReadAllBytes(DatabasePath);
        damage(bytes);
        File.WriteAllBytes(DatabasePath, bytes);
    }

    /// <summary>Changes block 0 and gives it the checksum that is right for the change.</summary>
    private void Rewrite(string table, Action<byte[], byte[]> change)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // the test's own SQL
        command.CommandText = $"SELECT occupied, vectors FROM {table} WHERE block = 0";
        byte[] occupied, vectors;
        using (SqliteDataReader row = command.ExecuteReader())
        {
            Assert.True(row.Read());
            (occupied, vectors) = ((byte[])row[0], (byte[])row[1]);
        }

        change(occupied, vectors);
        command.CommandText = $"UPDATE {table} SET occupied = $occupied, vectors = $vectors, checksum = $checksum WHERE block = 0";
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$occupied", occupied);
        command.Parameters.AddWithValue("$vectors", vectors);
        command.Parameters.AddWithValue("$checksum", (long)BlockChecksum.Of(0, occupied, vectors));
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private void Execute(string sql) => Number(sql);

    private long Number(string sql)
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // the test's own SQL
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar() as long? ?? 0;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        return connection;
    }
}
