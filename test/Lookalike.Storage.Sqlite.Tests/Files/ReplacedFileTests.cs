using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests.Files;

/// <summary>
/// Invariant: whatever is put in the place of a file that a store has open, an answer is wholly of one file. Every record says in its title
/// which file it is of, and its vector follows from that and its key, so a distance that was computed from another file's vector shows.
/// </summary>
public sealed class ReplacedFileTests : StoreTest
{
    private const int Records = 300;
    private const int Replacements = 40;
    private const int Threads = 3;

    public enum Way
    {
        Renamed,
        DeletedAndCopied,
        WrittenOver,
        CutAndWritten,
        WrittenOverInPieces,
    }

    public static TheoryData<Way, bool> Ways
    {
        get
        {
            TheoryData<Way, bool> all = [];
            foreach (Way way in new[] { Way.Renamed, Way.DeletedAndCopied, Way.WrittenOver, Way.CutAndWritten })
            {
                all.Add(way, true);
                all.Add(way, false);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Searches_beside_replacements_of_the_file_are_each_of_one_file(Way way, bool sameVersion)
    {
        byte[][] files = [await FileOfAsync("A", 0), await FileOfAsync("B", sameVersion ? 0 : 3)];
        await File.WriteAllBytesAsync(DatabasePath, files[0], Token);
        using var store = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });
        SqliteCollection<string, Picture> pictures = store.GetCollection<string, Picture>("pictures");
        int right = 0, refused = 0, replaced = 0;
        Task[] searchers = [.. Enumerable.Range(0, Threads).Select(_ => Task.Run(async () =>
        {
            while (Volatile.Read(ref replaced) < Replacements)
            {
                try
                {
                    Check(await SearchAsync(pictures));
                    Interlocked.Increment(ref right);
                }
                catch (VectorStoreException)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        }, Token))];

        for (int i = 1; i <= Replacements; i++)
        {
            await ReplaceAsync(way, files[i % 2]);
            Check(await SearchAsync(pictures), i % 2 == 0 ? "A" : "B");

            // What was searched while the file was replaced may be refused, one search a thread; what begins now is answered.
            int answered = Volatile.Read(ref right), maximum = Volatile.Read(ref refused) + Threads;
            while (Volatile.Read(ref right) < answered + Threads && Volatile.Read(ref refused) <= maximum && !searchers.Any(s => s.IsFaulted)) await Task.Delay(1, Token);
            Check(await SearchAsync(pictures), i % 2 == 0 ? "A" : "B");
            Volatile.Write(ref replaced, i);
        }

        await Task.WhenAll(searchers);
        Assert.True(right >= Replacements * Threads, $"{right} searches were answered and {refused} refused.");
    }

    [Fact]
    public async Task A_file_that_is_written_over_piece_by_piece_is_answered_from_once_it_is_whole()
    {
        // In between it is neither the one nor the other, and no reader of it can tell what of it belongs together.
        byte[][] files = [await FileOfAsync("A", 0), await FileOfAsync("B", 0)];
        await File.WriteAllBytesAsync(DatabasePath, files[0], Token);
        using var store = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });
        SqliteCollection<string, Picture> pictures = store.GetCollection<string, Picture>("pictures");
        for (int i = 1; i <= 4; i++)
        {
            Task replacing = ReplaceAsync(Way.WrittenOverInPieces, files[i % 2]);
            while (!replacing.IsCompleted) _ = await Record.ExceptionAsync(() => SearchAsync(pictures));
            await replacing;
            Check(await SearchAsync(pictures), i % 2 == 0 ? "A" : "B");
        }
    }

    [Theory]
    [InlineData(Way.Renamed)]
    [InlineData(Way.WrittenOver)]
    public async Task Another_descendant_of_the_same_file_is_told_from_it_by_more_than_its_version(Way way)
    {
        await File.WriteAllBytesAsync(DatabasePath, await FileOfAsync("A", 0), Token);
        string other = Path.Combine(Folder, "other.db");
        File.Copy(DatabasePath, other);
        await ChangeAsync(DatabasePath, 1, x: 500);
        await ChangeAsync(other, 2, x: 600);
        using var store = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });
        SqliteCollection<string, Picture> pictures = store.GetCollection<string, Picture>("pictures");
        Assert.Equal(("1", 0), await NearestAsync(pictures, 500));

        await ReplaceAsync(way, await File.ReadAllBytesAsync(other, Token));

        Assert.Equal(("2", 0), await NearestAsync(pictures, 600));
        Assert.NotEqual(0, (await NearestAsync(pictures, 500)).Score);
    }

    [Fact]
    public async Task A_file_of_the_layout_before_marks_is_told_from_another_in_its_place()
    {
        byte[][] files = [await FileOfAsync("A", 0, layout: 3), await FileOfAsync("B", 0, layout: 3)];
        await File.WriteAllBytesAsync(DatabasePath, files[0], Token);
        using var store = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });
        SqliteCollection<string, Picture> pictures = store.GetCollection<string, Picture>("pictures");
        Check(await SearchAsync(pictures), "A");

        await ReplaceAsync(Way.WrittenOver, files[1]);
        Check(await SearchAsync(pictures), "B");
        await ReplaceAsync(Way.Renamed, files[0]);
        Check(await SearchAsync(pictures), "A");
    }

    [Fact]
    public async Task A_store_that_wrote_to_a_file_writes_to_no_other_in_its_place()
    {
        byte[] other = await FileOfAsync("B", 0);
        SqliteCollection<string, Picture> pictures = await PicturesAsync([.. Pictures("A")]);

        await ReplaceAsync(Way.Renamed, other);

        await FailsAsync(() => pictures.UpsertAsync(Picture.At("new", 1), Token), DatabasePath, "replaced", "Open the store again");
        Store.Dispose();
        File.Delete(DatabasePath + "-wal");
        using var store = new SqliteVectorStore(DatabasePath);
        SqliteCollection<string, Picture> there = store.GetCollection<string, Picture>("pictures");
        Check(await SearchAsync(there), "B");
        await there.UpsertAsync(Picture.At("new", 1), Token);
    }

    [Fact]
    public async Task The_log_of_the_file_before_is_not_read_as_that_of_the_file_in_its_place()
    {
        byte[] other = await FileOfAsync("B", 0);
        SqliteCollection<string, Picture> writer = await PicturesAsync([.. Pictures("A")]);
        await writer.UpsertAsync(Pictures("A"), Token);
        Assert.NotEqual(0, new FileInfo(DatabasePath + "-wal").Length);

        await ReplaceAsync(Way.Renamed, other);

        using var store = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });
        await FailsAsync(() => SearchAsync(store.GetCollection<string, Picture>("pictures")), "-wal", "another file");
        await FailsAsync(() => SearchAsync(writer), "-wal", "another file");
    }

    [Fact]
    public async Task A_file_that_is_cut_short_is_said_to_be_so_and_answers_again_once_it_is_whole()
    {
        byte[] whole = await FileOfAsync("A", 0);
        await File.WriteAllBytesAsync(DatabasePath, whole, Token);
        using var store = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });
        SqliteCollection<string, Picture> pictures = store.GetCollection<string, Picture>("pictures");
        Check(await SearchAsync(pictures), "A");

        foreach (int length in new[] { whole.Length / 2, 16384, 100, 0 })
        {
            await using (var file = new FileStream(DatabasePath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) file.SetLength(length);
            await FailsAsync(() => SearchAsync(pictures), DatabasePath);
        }

        await File.WriteAllBytesAsync(DatabasePath, whole, Token);
        Check(await SearchAsync(pictures), "A");
    }

    [Fact]
    public async Task A_graph_of_the_file_before_is_not_walked()
    {
        string a = Path.Combine(Folder, "a.db"), b = Path.Combine(Folder, "b.db");
        foreach ((string path, int shift) in new[] { (a, 0), (b, 1000) })
        {
            using var made = new SqliteVectorStore(path);
            SqliteCollection<string, Walked> records = made.GetCollection<string, Walked>("walked");
            await records.EnsureCollectionExistsAsync(Token);
            await records.UpsertAsync(Enumerable.Range(0, 10_001).Select(i => Walked.At(i, i + shift)), Token);
            await records.BuildGraphsAsync(cancellationToken: Token);
        }

        File.Copy(a, DatabasePath);
        using var store = new SqliteVectorStore(DatabasePath);
        SqliteCollection<string, Walked> walked = store.GetCollection<string, Walked>("walked");
        Assert.True(await walked.BuildGraphsAsync(cancellationToken: Token));
        Assert.Equal("7", await FindAsync(7));

        File.Move(b, DatabasePath, overwrite: true);

        Assert.Equal("7", await FindAsync(1007));
        Assert.True(await walked.BuildGraphsAsync(cancellationToken: Token));
        Assert.Equal("7", await FindAsync(1007));

        async Task<string> FindAsync(float x) =>
            (await walked.SearchAsync(new float[] { x, 1 }, 1, cancellationToken: Token).SingleAsync(Token)).Record.Key;
    }

    private static IEnumerable<Picture> Pictures(string title) => Enumerable.Range(0, Records).Select(i =>
    {
        Picture picture = Picture.At($"{i}", X(title, i), 1);
        picture.Title = title;
        return picture;
    });

    private static float X(string title, int key) => title == "A" ? key : (key * 7 % Records) + 10_000;

    private static async Task<List<VectorSearchResult<Picture>>> SearchAsync(SqliteCollection<string, Picture> pictures) =>
        await pictures.SearchAsync(new float[] { 5000, 0, 0 }, 100, cancellationToken: Token).ToListAsync(Token);

    private static async Task<(string Key, double Score)> NearestAsync(SqliteCollection<string, Picture> pictures, float x)
    {
        VectorSearchResult<Picture> hit = await pictures.SearchAsync(new[] { x, 1, 0 }, 1, cancellationToken: Token).SingleAsync(Token);
        return (hit.Record.Key, hit.Score!.Value);
    }

    private static void Check(List<VectorSearchResult<Picture>> hits, string? title = null)
    {
        Assert.Equal(100, hits.Count);
        title ??= hits[0].Record.Title;
        int wrong = hits.Count(hit =>
        {
            float x = X(hit.Record.Title!, int.Parse(hit.Record.Key, CultureInfo.InvariantCulture)) - 5000;
            return Math.Abs(Math.Sqrt((x * x) + 1) - hit.Score!.Value) > 0.01;
        });
        Assert.Equal((0, 0), (wrong, hits.Count(hit => hit.Record.Title != title)));
    }

    private async Task<byte[]> FileOfAsync(string title, int more, int layout = 4)
    {
        string path = Path.Combine(Folder, $"made-{title}-{layout}.db");
        using (var store = new SqliteVectorStore(path))
        {
            SqliteCollection<string, Picture> pictures = store.GetCollection<string, Picture>("pictures");
            await pictures.EnsureCollectionExistsAsync(Token);
            for (int i = 0; i <= more; i++) await pictures.UpsertAsync(Pictures(title), Token);
        }

        if (layout < 4)
        {
            await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
            await connection.OpenAsync(Token);
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "DROP TABLE transactions; PRAGMA user_version = 3";
            await command.ExecuteNonQueryAsync(Token);
        }

        return await File.ReadAllBytesAsync(path, Token);
    }

    private static async Task ChangeAsync(string path, int key, float x)
    {
        using var store = new SqliteVectorStore(path);
        await store.GetCollection<string, Picture>("pictures").UpsertAsync(Picture.At($"{key}", x, 1), Token);
    }

    private async Task ReplaceAsync(Way way, byte[] content)
    {
        string beside = Path.Combine(Folder, "beside.db");
        switch (way)
        {
            case Way.Renamed:
                await File.WriteAllBytesAsync(beside, content, Token);
                File.Move(beside, DatabasePath, overwrite: true);
                break;
            case Way.DeletedAndCopied:
                File.Delete(DatabasePath);
                await File.WriteAllBytesAsync(beside, content, Token);
                File.Copy(beside, DatabasePath);
                break;
            case Way.CutAndWritten:
                await File.WriteAllBytesAsync(DatabasePath, content, Token);
                break;
            default:
                await using (var file = new FileStream(DatabasePath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                {
                    int piece = way == Way.WrittenOver ? content.Length : 4096;
                    for (int at = 0; at < content.Length; at += piece)
                    {
                        await file.WriteAsync(content.AsMemory(at, Math.Min(piece, content.Length - at)), Token);
                        await file.FlushAsync(Token);
                        if (way == Way.WrittenOverInPieces) await Task.Delay(1, Token);
                    }

                    file.SetLength(content.Length);
                }

                break;
        }
    }

    private sealed class Walked
    {
        [VectorStoreKey]
        public string Key { get; set; } = "";

        [VectorStoreVector(2, DistanceFunction = DistanceFunction.EuclideanDistance, IndexKind = IndexKind.Hnsw)]
        public ReadOnlyMemory<float> Vector { get; set; }

        public static Walked At(int key, float x) => new() { Key = $"{key}", Vector = new[] { x, 1 } };
    }
}
