using Lookalike.Storage.Sqlite.Database;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests.Damage;

/// <summary>Files as somebody may have made them who means harm: everything that is done with one ends, and ends in an answer or in the store's own exception.</summary>
public sealed class CraftedFileTests : StoreTest
{
    private const string Refused = "damaged";

    /// <summary>What is done to a file by SQL, and what a search of it then says; null where it has nothing to object to.</summary>
    public static TheoryData<string, string?> Cases => new()
    {
        // Things that are not this library's, in the schema.
        { "CREATE TABLE theirs (a)", "the table 'theirs'" },
        { "CREATE VIEW theirs AS SELECT 1", "the view 'theirs'" },
        { "CREATE INDEX theirs ON records_1 (Title)", "the index 'theirs'" },
        { "CREATE TRIGGER theirs AFTER INSERT ON records_1 BEGIN DELETE FROM records_1; END", "the trigger 'theirs'" },
        { "CREATE VIRTUAL TABLE theirs USING fts5(a)", "'theirs'" },
        { "CREATE VIRTUAL TABLE vectors_1_7 USING rtree(id, a, b)", "vectors_1_7" },
        { "DROP TABLE vectors_1_0; CREATE VIEW vectors_1_0 AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n) SELECT i AS block, 1 AS version, 0 AS checksum, x'' AS occupied, x'' AS vectors FROM n", "the view 'vectors_1_0'" },
        { "DROP TABLE records_1; CREATE VIEW records_1 AS SELECT 0 AS \"$slot\", 'a' AS Key", "the view 'records_1'" },
        { "ALTER TABLE records_1 ADD COLUMN computed TEXT GENERATED ALWAYS AS (hex(zeroblob(1000000)))", "'records_1' is defined in another way" },
        { "ALTER TABLE records_1 ADD COLUMN other TEXT DEFAULT 'x'", "'records_1' is defined in another way" },
        { "ALTER TABLE collections ADD COLUMN other TEXT", "'collections' is defined in another way" },
        { "ALTER TABLE collections RENAME COLUMN version TO edition", "'collections' is defined in another way" },
        { "DROP TABLE free_1; CREATE TABLE free_1 (slot INTEGER PRIMARY KEY CHECK (slot < randomblob(9)))", "'free_1' is defined in another way" },
        { "DROP TABLE free_1; CREATE TABLE free_1 (slot TEXT)", "'free_1' is defined in another way" },
        { "DROP INDEX vectors_1_0_version; CREATE INDEX vectors_1_0_version ON vectors_1_0 (version) WHERE version > 100", "defined in another way" },
        { "DROP INDEX vectors_1_0_version; CREATE INDEX vectors_1_0_version ON vectors_1_0 (hex(vectors))", "defined in another way" },
        { "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'Size', 'Sise') WHERE name = 'records_1'", "'records_1' is defined in another way" },
        { "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL UNIQUE', 'COLLATE NOCASE NOT NULL UNIQUE') WHERE name = 'records_1'", "'records_1' is defined in another way" },
        { "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = 'CREATE TABLE' WHERE name = 'records_1'", Refused },
        { "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'records_1') WHERE name = 'vectors_1_0'", "damaged" },
        { "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = 1 WHERE name = 'records_1'", "damaged" },
        { "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = 100000 WHERE name = 'vectors_1_0'", "damaged" },
        { "PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name = 'sqlite_autoindex_records_1_1'", null },

        // Tables that are not there.
        { "DROP TABLE vectors_1_0", "vectors_1_0" },
        { "DROP TABLE free_1", "free_1" },
        { "DROP TABLE records_1", "records_1" },
        { "DROP TABLE transactions", "transactions" },
        { "DROP TABLE collection_metadata", null },
        { "DROP TABLE collections", "collections" },

        // The catalogue.
        { "UPDATE collections SET definition = 'null'", Refused },
        { "UPDATE collections SET definition = '[1]'", Refused },
        { "UPDATE collections SET definition = x'00ff'", "holds a blob; expected a text" },
        { "UPDATE collections SET definition = CAST(x'ff' AS TEXT)", "UTF-8" },
        { "UPDATE collections SET definition = replace(definition, '\"dimensions\":3', '\"dimensions\":4')", "another definition" },
        { "UPDATE collections SET definition = replace(definition, '\"dimensions\":3', '\"dimensions\":-3')", Refused },
        { "UPDATE collections SET definition = replace(definition, '\"dimensions\":3', '\"dimensions\":2147483647')", Refused },
        { "UPDATE collections SET definition = replace(definition, '\"dimensions\":3', '\"dimensions\":3e99')", Refused },
        { "UPDATE collections SET definition = replace(definition, '\"vectorsPerBlock\":1024', '\"vectorsPerBlock\":2147483584')", "in blocks of 2147483584" },
        { "UPDATE collections SET definition = replace(definition, '\"vectorsPerBlock\":1024', '\"vectorsPerBlock\":64')", Refused },
        { "UPDATE collections SET definition = replace(definition, '\"vectorsPerBlock\":1024', '\"vectorsPerBlock\":0')", Refused },
        { "UPDATE collections SET definition = replace(definition, '\"name\":\"Size\"', '\"name\":\"Title\"')", "twice" },
        { "UPDATE collections SET definition = replace(definition, '\"type\":\"int32\"', '\"type\":\"theirs\"')", Refused },
        { "UPDATE collections SET definition = replace(definition, '\"name\":\"Size\"', '\"name\":null')", Refused },
        { "UPDATE collections SET definition = hex(zeroblob(20000000))", Refused },
        { "UPDATE collections SET version = -1", "version" },
        { "UPDATE collections SET version = 'many'", "holds a text; expected an integer" },
        { "UPDATE collections SET version = 1.5", "holds a real number" },
        { "UPDATE collections SET version = 9223372036854775807", "none that a transaction made" },
        { "UPDATE collections SET version = 0", "version" },
        { "UPDATE transactions SET mark = 'x'", "holds a text" },
        { "DELETE FROM transactions", "none that a transaction made" },
        { "UPDATE collections SET id = 9", "none that a transaction made" },
        { "UPDATE collections SET name = x'70'", "no collection 'pictures'" },
        { "UPDATE collection_metadata SET value = x'ff'", null },
        { "UPDATE collection_metadata SET value = CAST(x'ff' AS TEXT)", null },
        { "UPDATE sqlite_sequence SET seq = 9223372036854775807", null },
        { "PRAGMA user_version = 0", "layout version 0" },
        { "PRAGMA user_version = 2147483647", "newer version" },
        { "PRAGMA user_version = 3", null },
        { "PRAGMA user_version = 1", null },
        { "PRAGMA application_id = 7", "another program" },

        // Records.
        { "UPDATE records_1 SET \"$slot\" = 30000000 WHERE Key = '5'", "the last slot is 30000000" },
        { "UPDATE records_1 SET \"$slot\" = 9223372036854775807 WHERE Key = '5'", "the last slot is" },
        { "UPDATE records_1 SET \"$slot\" = -5 WHERE Key = '5'", "without a record" },
        { "INSERT INTO records_1 (\"$slot\", Key) SELECT 30000000, 'far'", "the last slot is 30000000" },
        { "INSERT INTO free_1 VALUES (30000000)", "the last slot is 30000000" },
        { "INSERT INTO free_1 VALUES (-3)", null },
        { "INSERT INTO free_1 VALUES (4)", null },
        { "DELETE FROM records_1 WHERE Key = '5'", "without a record" },
        { "UPDATE records_1 SET Key = hex(zeroblob(20000)) WHERE Key = '5'", "a key of 40,000 bytes" },
        { "UPDATE records_1 SET Key = hex(zeroblob(50000000)) WHERE Key = '5'", "67,108,864 bytes" },
        { "UPDATE records_1 SET Title = hex(zeroblob(50000000)) WHERE Key = '5'", "67,108,864 bytes" },
        { "UPDATE records_1 SET Key = x'ff00' WHERE Key = '5'", "holds a blob" },
        { "UPDATE records_1 SET Key = CAST(x'ff00' AS TEXT) WHERE Key = '5'", "UTF-8" },
        { "UPDATE records_1 SET Size = 'large'", "holds a text; expected an integer" },
        { "UPDATE records_1 SET Size = 9223372036854775807", "no int32" },
        { "UPDATE records_1 SET Size = 1.5", "holds a real number" },
        { "UPDATE records_1 SET Favourite = 'x'", "holds a text" },
        { "UPDATE records_1 SET Tags = '{'", "no strings" },
        { "UPDATE records_1 SET Tags = 'null'", "no strings" },
        { "UPDATE records_1 SET Tags = x'00'", "holds a blob" },
        { "UPDATE records_1 SET Tags = printf('%.*c', 100000, '[')", "no strings" },
        { "UPDATE records_1 SET Title = x'ff'", "holds a blob" },

        // Blocks of vectors.
        { "UPDATE vectors_1_0 SET vectors = zeroblob(length(vectors))", "the checksum" },
        { "UPDATE vectors_1_0 SET checksum = NULL", "the checksum" },
        { "UPDATE vectors_1_0 SET checksum = 'x'", "the checksum" },
        { "UPDATE vectors_1_0 SET version = -1", "version -1" },
        { "UPDATE vectors_1_0 SET version = 99", "version 99" },
        { "UPDATE vectors_1_0 SET version = 'x'", "holds a text" },
        { "UPDATE vectors_1_0 SET block = 29296", "block 29296" },
        { "UPDATE vectors_1_0 SET block = 9223372036854775807", "block 9223372036854775807" },
        { "UPDATE vectors_1_0 SET block = -1", Refused },
        { "INSERT INTO vectors_1_0 SELECT 1, version, checksum, occupied, vectors FROM vectors_1_0", "block 1" },
        { "UPDATE vectors_1_0 SET occupied = zeroblob(40000000)", "67,108,864 bytes|bytes of bitmap" },
        { "UPDATE vectors_1_0 SET occupied = hex(zeroblob(64))", "holds a text" },
        { "UPDATE vectors_1_0 SET vectors = 7", "holds an integer" },
        { "DELETE FROM vectors_1_0", null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_crafted_file_ends_in_an_answer_or_in_one_clear_error(string sql, string? objection)
    {
        await PicturesAsync([.. Enumerable.Range(0, 100).Select(i => Picture.At($"{i}", i))]);
        await Store.GetCollection<string, Picture>("pictures").SetMetadataAsync("about", "these", Token);
        Store.Dispose();
        Execute(sql);

        foreach ((string name, Func<SqliteVectorStore, Task> run) in StoreWork.Reading(Token))
        {
            VectorStoreException? fault = await StoreWork.RunAsync(DatabasePath, readOnly: true, run);
            if (name != "search") continue;
            if (objection is null) Assert.Null(fault);
            else Assert.Contains(objection.Split('|'), part => fault?.Message.Contains(part, StringComparison.Ordinal) ?? false);
        }

        string copy = Path.Combine(Folder, "copy.db");
        foreach ((string _, Func<SqliteVectorStore, Task> run) in StoreWork.Writing(Token))
        {
            File.Copy(DatabasePath, copy, overwrite: true);
            _ = await StoreWork.RunAsync(copy, readOnly: false, run);
            foreach (string beside in Directory.GetFiles(Folder, "copy.db-*")) File.Delete(beside);
        }
    }

    [Fact]
    public async Task A_tree_of_pages_that_leads_round_is_given_up()
    {
        // Inner pages whose children are all the same page: a few kilobytes that a scan would take years over.
        await PicturesAsync([.. Enumerable.Range(0, 20_000).Select(i => Picture.At($"{i:d9}", i))]);
        Store.Dispose();
        long root = Number("SELECT rootpage FROM sqlite_master WHERE name = 'records_1'"), size = Number("PRAGMA page_size");
        byte[] file = await File.ReadAllBytesAsync(DatabasePath, Token);
        LeadRound(file, root, size);
        await File.WriteAllBytesAsync(DatabasePath, file, Token);

        foreach ((string _, Func<SqliteVectorStore, Task> run) in StoreWork.Reading(Token))
            _ = await StoreWork.RunAsync(DatabasePath, readOnly: true, run).WaitAsync(TimeSpan.FromMinutes(5), Token);
        using var store = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });
        Assert.NotEmpty((await store.GetCollection<string, Picture>("pictures").VerifyAsync(Token)).Faults);
    }

    [Fact]
    public async Task A_scan_that_never_ends_is_ended_by_the_steps_that_its_file_can_need()
    {
        await PicturesAsync(Picture.At("a", 1));
        using var connection = new Connection(DatabasePath, SqliteOpenMode.ReadOnly, TimeSpan.Zero);

        SqliteException fault = Assert.Throws<SqliteException>(() => connection.ReadInt64("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"));

        Assert.Contains("interrupt", fault.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, connection.ReadInt64("SELECT count(*) FROM records_1"));
    }

    [Fact]
    public async Task A_key_longer_than_is_read_is_not_written()
    {
        SqliteCollection<string, Picture> pictures = await PicturesAsync();

        ArgumentException fault = await Assert.ThrowsAsync<ArgumentException>(() => pictures.UpsertAsync(Picture.At(new string('ä', 20_000), 1), Token));

        Assert.Contains("40,000 bytes; expected at most 32,768", fault.Message, StringComparison.Ordinal);
        await pictures.UpsertAsync(Picture.At(new string('ä', 16_384), 1), Token);
        Assert.Equal(1, (await pictures.GetVectorsAsync(Token)).Count);
    }

    /// <summary>Has every child of an inner page be its first but one, and that one, too, an inner page of which every child is the same leaf.</summary>
    private static void LeadRound(byte[] file, long root, long size)
    {
        int page = (int)((root - 1) * size);
        Assert.Equal(5, file[page]); // an inner page of a table
        int cells = (file[page + 3] << 8) | file[page + 4];
        Assert.True(cells > 10);
        // The root's children become the root's own copy, level upon level, over pages of leaves.
        int[] children = [.. Enumerable.Range(0, 4).Select(i => ChildOf(file, page, i))];
        for (int level = 0; level < children.Length; level++)
        {
            byte[] copy = file[page..(page + (int)size)];
            for (int i = 0; i < cells; i++) SetChild(copy, 0, i, level + 1 < children.Length ? children[level + 1] : ChildOf(file, page, 5));
            copy.CopyTo(file, (int)((children[level] - 1) * size));
        }

        for (int i = 0; i < cells; i++) SetChild(file, page, i, children[0]);
    }

    private static int Cell(byte[] file, int page, int index) => page + ((file[page + 12 + (2 * index)] << 8) | file[page + 13 + (2 * index)]);

    private static int ChildOf(byte[] file, int page, int index) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(Cell(file, page, index)));

    private static void SetChild(byte[] file, int page, int index, int child) =>
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(Cell(file, page, index)), child);

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
