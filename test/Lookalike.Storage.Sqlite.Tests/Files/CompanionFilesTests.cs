namespace Lookalike.Storage.Sqlite.Tests.Files;

public sealed class CompanionFilesTests : StoreTest
{
    [Theory]
    [InlineData("-wal")]
    [InlineData("-shm")]
    [InlineData("-journal")]
    public async Task A_file_of_somebody_else_that_SQLite_would_take_for_its_own_keeps_a_new_database_from_being_made(string ending)
    {
        await File.WriteAllTextAsync(DatabasePath + ending, "dear diary", Token);

        await FailsAsync(() => PicturesAsync(), DatabasePath + ending, "no file of SQLite", "Move it away");

        Assert.False(File.Exists(DatabasePath));
        Assert.Equal("dear diary", await File.ReadAllTextAsync(DatabasePath + ending, Token));
    }

    [Fact]
    public async Task A_database_with_a_journal_of_somebody_else_is_neither_read_nor_written()
    {
        await PicturesAsync(Picture.At("a", 1));
        Store.Dispose();
        string journal = DatabasePath + "-journal";
        await File.WriteAllTextAsync(journal, "dear diary", Token);

        using var reading = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });
        using var writing = new SqliteVectorStore(DatabasePath);
        await FailsAsync(() => reading.GetCollection<string, Picture>("pictures").GetAsync("a", cancellationToken: Token), journal);
        await FailsAsync(() => writing.GetCollection<string, Picture>("pictures").UpsertAsync(Picture.At("b", 1), Token), journal);

        Assert.Equal("dear diary", await File.ReadAllTextAsync(journal, Token));
    }

    [Theory]
    [InlineData("-wal")]
    [InlineData("-shm")]
    [InlineData("-journal")]
    public async Task An_empty_or_zeroed_one_that_a_crash_left_is_in_nobodys_way(string ending)
    {
        await File.WriteAllBytesAsync(DatabasePath + ending, new byte[4096], Token);

        await PicturesAsync(Picture.At("a", 1));

        Assert.NotNull(await Store.GetCollection<string, Picture>("pictures").GetAsync("a", cancellationToken: Token));
    }
}
