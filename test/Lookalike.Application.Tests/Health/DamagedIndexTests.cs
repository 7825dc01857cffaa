using Lookalike.Application.Duplicates;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Application.Health;
using Lookalike.Application.Indexing;
using Lookalike.Application.Searching;
using Lookalike.Datasets;
using Lookalike.Datasets.Store;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Reading;
using Lookalike.Index;
using Lookalike.Index.Reading;
using Lookalike.Models.Encoders;
using Lookalike.Search.Distances;
using Microsoft.Data.Sqlite;

namespace Lookalike.Application.Tests.Health;

/// <summary>
/// An index that says what no index says. Whoever opens it gets an answer or a fault of the documented kinds, and the doctor, with and without
/// mending, gets to its end and calls it not healthy.
/// </summary>
public sealed class DamagedIndexTests(SoundIndex original) : IClassFixture<SoundIndex>, IDisposable
{
    private static readonly Dictionary<string, string> Damages = new()
    {
        ["folders that are no JSON"] = Roots("pictures"),
        ["folders that are cut"] = Roots("[{\"name\":\"pictures\",\"pa"),
        ["folders that are a number"] = Roots("7"),
        ["folders that are an object"] = Roots("{}"),
        ["a folder that is null"] = Roots("[null]"),
        ["a folder without anything"] = Roots("[{}]"),
        ["a folder that is a list"] = Roots("[[]]"),
        ["a folder without a path"] = Roots("[{\"name\":\"pictures\"}]"),
        ["a folder whose path is null"] = Roots("[{\"name\":\"pictures\",\"path\":null}]"),
        ["a folder whose path is empty"] = Roots("[{\"name\":\"pictures\",\"path\":\"\"}]"),
        ["a folder whose path is a number"] = Roots("[{\"name\":\"pictures\",\"path\":1}]"),
        ["a folder whose path has a null character"] = Roots("[{\"name\":\"pictures\",\"path\":\"/tmp/a\\u0000b\"}]"),
        ["a folder whose name is null"] = Roots("[{\"name\":null,\"path\":\"/tmp\"}]"),
        ["a folder whose name is empty"] = Roots("[{\"name\":\"\",\"path\":\"/tmp\"}]"),
        ["a folder whose name leads upwards"] = Roots("[{\"name\":\"..\",\"path\":\"/tmp\"}]"),
        ["a folder whose name is a path"] = Roots("[{\"name\":\"a/b\",\"path\":\"/tmp\"}]"),
        ["a folder whose name has a null character"] = Roots("[{\"name\":\"a\\u0000\",\"path\":\"/tmp\"}]"),
        ["two folders of one name"] = Roots("[{\"name\":\"a\",\"path\":\"/tmp\"},{\"name\":\"a\",\"path\":\"/usr\"}]"),
        ["folders in folders without an end"] = Roots(new string('[', 500) + new string(']', 500)),
        ["another folder of no pictures"] = Roots("[{\"name\":\"pictures\",\"path\":\"/nowhere/at/all\"}]"),
        ["no folders"] = "DELETE FROM collection_metadata WHERE key = 'roots'",
        ["no fingerprint"] = "DELETE FROM collection_metadata WHERE key = 'fingerprint'",
        ["an empty fingerprint"] = "UPDATE collection_metadata SET value = '' WHERE key = 'fingerprint'",
        ["a short fingerprint"] = "UPDATE collection_metadata SET value = 'abc' WHERE key = 'fingerprint'",
        ["a fingerprint that is none"] = "UPDATE collection_metadata SET value = replace(value, 'a', '?') || '?' WHERE key = 'fingerprint'",
        ["another model's fingerprint"] = "UPDATE collection_metadata SET value = replace(value, '1', '2') WHERE key = 'fingerprint'",
        ["a data set with a null character"] = "INSERT INTO collection_metadata VALUES (1, 'source', 'a' || char(0) || 'b')",
        ["other dimensions"] = "UPDATE collections SET definition = replace(definition, '\"dimensions\":8', '\"dimensions\":4')",
        ["more dimensions than floats"] = "UPDATE collections SET definition = replace(definition, '\"dimensions\":8', '\"dimensions\":2147483647')",
        ["no dimensions"] = "UPDATE collections SET definition = replace(definition, '\"dimensions\":8', '\"dimensions\":0')",
        ["another distance"] = "UPDATE collections SET definition = replace(definition, 'EuclideanDistance', 'HammingDistance')",
        ["a definition that is no JSON"] = "UPDATE collections SET definition = 'x'",
        ["no records"] = "DELETE FROM records_1",
        ["no vectors"] = "DELETE FROM vectors_1_0",
        ["a record that is gone"] = "DELETE FROM records_1 WHERE \"$slot\" = 3",
        ["the last record gone"] = "DELETE FROM records_1 WHERE \"$slot\" = 39",
        ["a record far behind the others"] = "INSERT INTO records_1 (\"$slot\", Key, \"Set\", Path, Size) VALUES (5000, 'pictures/sub/x.bmp', 'pictures', 'sub/x.bmp', 1)",
        ["a record of a slot that is free"] = "INSERT INTO free_1 VALUES (3)",
        ["a version that goes back"] = "UPDATE collections SET version = 0",
        ["a key that leads upwards"] = Key("pictures/../secret.bmp"),
        ["a key from the root of the file system"] = Key("pictures//etc/passwd"),
        ["a key with a part that is the folder itself"] = Key("pictures/./sub/03.bmp"),
        ["a key that ends with a slash"] = Key("pictures/sub/"),
        ["a key that begins with a slash"] = Key("/pictures/sub/03.bmp"),
        ["a key of a folder alone"] = Key("pictures"),
        ["an empty key"] = Key(""),
        ["a key of a slash"] = Key("/"),
        ["a key with a null character"] = "UPDATE records_1 SET Key = 'pictures/sub/' || char(0) || '03.bmp' WHERE \"$slot\" = 3",
        ["a key of a null character"] = "UPDATE records_1 SET Key = char(0) WHERE \"$slot\" = 3",
        ["a key that is no text"] = "UPDATE records_1 SET Key = x'70ff00' WHERE \"$slot\" = 3",
        ["a key that is no UTF-8"] = "UPDATE records_1 SET Key = CAST(x'706963747572657320ff2fff' AS TEXT) WHERE \"$slot\" = 3",
        ["a path that is no text"] = "UPDATE records_1 SET Path = x'00ff' WHERE \"$slot\" = 3",
        ["a hash that is a number"] = "UPDATE records_1 SET ContentHash = 7 WHERE \"$slot\" = 3",
        ["a key of a hundred thousand characters"] = "UPDATE records_1 SET Key = 'pictures/' || replace(hex(zeroblob(50000)), '0', 'a') WHERE \"$slot\" = 3",
        ["a key of a hundred thousand folders"] = "UPDATE records_1 SET Key = 'pictures' || replace(hex(zeroblob(50000)), '0', '/a') WHERE \"$slot\" = 3",
        ["a key of another folder"] = Key("holiday/03.bmp"),
        ["a key of a data set that is not there"] = Key("digits/train/00003"),
        ["a key of a number alone"] = Key("3"),
        ["a key of a number too large"] = Key("digits/train/99999999999"),
        ["a set that is null"] = "UPDATE records_1 SET \"Set\" = NULL",
        ["a set that is another"] = "UPDATE records_1 SET \"Set\" = 'other' WHERE \"$slot\" = 3",
        ["a path that is null"] = "UPDATE records_1 SET Path = NULL WHERE \"$slot\" = 3",
        ["a path that is another"] = "UPDATE records_1 SET Path = '../x.bmp' WHERE \"$slot\" = 3",
        ["a position in a data set for a picture"] = "UPDATE records_1 SET Position = -3 WHERE \"$slot\" = 3",
        ["positions without paths"] = "UPDATE records_1 SET Position = 2147483647, Path = NULL",
        ["a position that is no int"] = "UPDATE records_1 SET Position = 99999999999",
        ["a size that is null"] = "UPDATE records_1 SET Size = NULL",
        ["a negative size"] = "UPDATE records_1 SET Size = -1 WHERE \"$slot\" = 3",
        ["a size that is a text"] = "UPDATE records_1 SET Size = 'large' WHERE \"$slot\" = 3",
        ["the largest size"] = "UPDATE records_1 SET Size = 9223372036854775807 WHERE \"$slot\" = 3",
        ["a time that is none"] = "UPDATE records_1 SET Modified = 'yesterday' WHERE \"$slot\" = 3",
        ["the last time of all in the farthest zone"] = "UPDATE records_1 SET Modified = '9999-12-31T23:59:59.9999999-14:00', Size = 1 WHERE \"$slot\" = 3",
        ["a content hash that is null"] = "UPDATE records_1 SET ContentHash = NULL",
        ["a content hash that is none"] = "UPDATE records_1 SET ContentHash = '?' WHERE \"$slot\" = 3",
        ["everything null but the keys"] = "UPDATE records_1 SET \"Set\" = NULL, Path = NULL, Position = NULL, Size = NULL, Modified = NULL, Width = NULL, Height = NULL, ContentHash = NULL",
    };

    /// <summary>What no image depends on: it is enough that nothing ends with a fault that nobody foresaw.</summary>
    private static readonly Dictionary<string, string> Oddities = new()
    {
        ["a way to search that there is not"] = "INSERT OR REPLACE INTO collection_metadata VALUES (1, 'search-with', '99')",
        ["no way to search"] = "INSERT OR REPLACE INTO collection_metadata VALUES (1, 'search-with', '')",
        ["a data set that is nowhere"] = "INSERT INTO collection_metadata VALUES (1, 'source', '../../nowhere')",
        ["widths and heights that are none"] = "UPDATE records_1 SET Width = -2147483648, Height = -2147483648",
        ["the largest widths and heights"] = "UPDATE records_1 SET Width = 2147483647, Height = 2147483647",
        ["labels that are none"] = "UPDATE records_1 SET Label = -2147483648",
        ["times of the first year"] = "UPDATE records_1 SET Modified = '0001-01-01T00:00:00.0000000+00:00'",
    };

    private readonly Scratch _scratch = new();

    public static TheoryData<string> DamageNames => [.. Damages.Keys];

    public static TheoryData<string> OddityNames => [.. Oddities.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Index => _scratch["f.db"];

    private IImageEncoder Encoder => original.Made.Encoder;

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(DamageNames))]
    public async Task A_damaged_index_is_a_clear_fault_or_an_answer_and_never_healthy(string damage)
    {
        await MakeAsync(Damages[damage]);
        await UseAsync();

        if (damage == "no fingerprint")
        {
            // Nothing was stored yet, as far as such an index says.
            await Assert.ThrowsAsync<IndexException>(() => Doctor().ExamineAsync(Token));
            return;
        }

        HealthReport report = await Doctor().ExamineAsync(Token);
        bool empty = damage == "no records";
        Assert.True(empty || !report.IsHealthy, report.Verdict);

        HealthReport mended = await Doctor().FixAsync(Token);
        Assert.All(mended.Findings, f => Assert.NotNull(f.NotMended));
        await UseAsync();
    }

    [Theory]
    [MemberData(nameof(OddityNames))]
    public async Task What_nothing_depends_on_does_no_harm(string oddity)
    {
        await MakeAsync(Oddities[oddity]);
        await UseAsync();
        await Doctor().ExamineAsync(Token);
        await Doctor().FixAsync(Token);
    }

    [Theory]
    [InlineData("a set that is null")]
    [InlineData("a set that is another")]
    [InlineData("a path that is null")]
    [InlineData("a path that is another")]
    [InlineData("a position in a data set for a picture")]
    [InlineData("positions without paths")]
    [InlineData("a size that is null")]
    [InlineData("a negative size")]
    [InlineData("a content hash that is null")]
    [InlineData("a content hash that is none")]
    [InlineData("everything null but the keys")]
    public async Task A_record_that_does_not_agree_with_its_key_is_made_anew_from_its_file(string damage)
    {
        await MakeAsync(Damages[damage]);
        Assert.All((await Doctor().ExamineAsync(Token)).Findings, f => Assert.Equal(HealthFindingKind.DamagedRecord, f.Kind));

        HealthReport report = await Doctor().FixAsync(Token);

        Assert.True(report.IsHealthy, string.Join('\n', report.Findings.Select(f => f.Message)));
        Assert.Equal((PictureIndex.Pictures, PictureIndex.Pictures), (report.Images, report.Sampled));
    }

    [Theory]
    [InlineData("a key that leads upwards")]
    [InlineData("a key from the root of the file system")]
    [InlineData("a key with a part that is the folder itself")]
    [InlineData("a key with a null character")]
    [InlineData("an empty key")]
    public async Task A_key_that_is_none_is_named_never_opened_and_dropped(string damage)
    {
        await MakeAsync(Damages[damage]);

        HealthFinding found = Assert.Single((await Doctor().ExamineAsync(Token)).Findings);
        Assert.Equal(HealthFindingKind.DamagedRecord, found.Kind);
        Assert.InRange(found.Message.Length, 1, 1000);
        using (ImageIndex index = await ImageIndex.OpenAsync(TestEngine.Sqlite, Index, Token))
        {
            Assert.False(index.Roots.TryFindFile(found.Key!, out _));
            Assert.NotNull(new IndexedImages(new DatasetStore(), index).Show(found.Key!).Fault);
        }

        HealthReport report = await Doctor().FixAsync(Token);
        Assert.True(report.IsHealthy, string.Join('\n', report.Findings.Select(f => f.Message)));
        Assert.Equal(PictureIndex.Pictures - 1, report.Images);
    }

    [Fact]
    public async Task An_image_without_a_vector_is_no_query_and_its_vector_is_taken_over_by_none()
    {
        await MakeAsync("DELETE FROM vectors_1_0");
        using (ImageIndex index = await ImageIndex.OpenAsync(TestEngine.Sqlite, Index, Token))
        {
            IndexException fault = await Assert.ThrowsAsync<IndexException>(() => new Searcher(index).FindAsync([PictureIndex.Key(3)], Token));
            Assert.Contains("without a vector", fault.Message, StringComparison.Ordinal);
        }

        File.Copy(original.Made.File(3), _scratch["copy.bmp"]);
        using (ImageIndex index = await ImageIndex.OpenForWritingAsync(TestEngine.Sqlite, Index, PictureIndex.Metadata(Encoder), new IndexWriting(), Token))
            Assert.Equal(1, (await new FolderIndexer(index, Encoder).RunAsync(new FolderSelection { Files = [_scratch["copy.bmp"]] }, Token)).Encoded);
    }

    [Fact]
    public async Task An_index_whose_folders_cannot_be_read_is_not_mended_and_can_be_made_anew()
    {
        await MakeAsync(Damages["folders that are no JSON"]);
        byte[] before = await File.ReadAllBytesAsync(Index, Token);

        HealthFinding found = Assert.Single((await Doctor().FixAsync(Token)).Findings);

        Assert.Equal(HealthFindingKind.UnreadableIndex, found.Kind);
        Assert.Contains("list of folders", found.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Index, Token));
        using ImageIndex index = await ImageIndex.OpenForWritingAsync(TestEngine.Sqlite, Index, PictureIndex.Metadata(Encoder), new IndexWriting { Rebuild = true }, Token);
        Assert.Empty(index.Roots.All);
    }

    [Fact]
    public async Task Nothing_is_called_healthy_of_which_nothing_was_compared()
    {
        await MakeAsync("");
        HealthReport none = await new IndexDoctor(TestEngine.Sqlite, Index, Encoder, new DatasetStore(), new HealthOptions { Sample = 0 }).ExamineAsync(Token);
        Assert.Empty(none.Findings);
        Assert.False(none.IsHealthy);
        Assert.StartsWith("nothing wrong was found, but none of 40 images was compared", none.Verdict, StringComparison.Ordinal);
        Assert.StartsWith("healthy: 40 images, 40 encoded again", (await Doctor().ExamineAsync(Token)).Verdict, StringComparison.Ordinal);
    }

    private static string Roots(string json) => $"INSERT OR REPLACE INTO collection_metadata VALUES (1, 'roots', '{json}')";

    private static string Key(string key) => $"UPDATE records_1 SET Key = '{key}' WHERE \"$slot\" = 3";

    private IndexDoctor Doctor() => new(TestEngine.Sqlite, Index, Encoder, new DatasetStore());

    private async Task MakeAsync(string sql)
    {
        File.Copy(original.Made.IndexPath, Index);
        await using var connection = new SqliteConnection($"Data Source={Index};Pooling=False");
        await connection.OpenAsync(Token);
        await using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // the test's own SQL
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Token);
    }

    /// <summary>Everything that reads or writes an index, each on its own. What is thrown is what the documentation of each names.</summary>
    private async Task UseAsync()
    {
        await ForeseenAsync(SearchAsync);
        await ForeseenAsync(DuplicatesAsync);
        await ForeseenAsync(EvaluateAsync);
        await ForeseenAsync(async () =>
        {
            using ImageIndex? index = await ImageIndex.FindAsync(TestEngine.Sqlite, Index, PictureIndex.Metadata(Encoder), Token);
            await FolderIndexer.PreviewAsync(index, new FolderSelection { Folders = [original.Made.Folder] }, options: null, Token);
        });
        string copy = _scratch["copy.db"];
        foreach (string old in Directory.GetFiles(_scratch.Folder, "copy.db*")) File.Delete(old);
        File.Copy(Index, copy);
        await ForeseenAsync(async () =>
        {
            using ImageIndex index = await ImageIndex.OpenForWritingAsync(TestEngine.Sqlite, copy, PictureIndex.Metadata(Encoder), new IndexWriting(), Token);
            await new FolderIndexer(index, Encoder).RunAsync(new FolderSelection { Folders = [original.Made.Folder] }, Token);
        });
    }

    private static async Task ForeseenAsync(Func<Task> use)
    {
        try
        {
            await use();
        }
        catch (Exception e) when (e is IndexException or IndexStorageException or FolderException or UnknownKeyException or DatasetException or PictureException)
        {
            Assert.NotEmpty(e.Message);
        }
    }

    private async Task SearchAsync()
    {
        using ImageIndex index = await ImageIndex.OpenAsync(TestEngine.Sqlite, Index, PictureIndex.Metadata(Encoder), Token);
        var searcher = new Searcher(index);
        var images = new IndexedImages(new DatasetStore(), index);
        foreach (string key in (await index.Store.ReadAsync(IndexColumns.None, Token)).Keys.Take(6))
        {
            await ForeseenAsync(async () => images.Show((await searcher.FindAsync([key], Token))[0].Name));
        }

        float[] latent = [1, 2, 3, 4, 5, 6, 7, 8];
        foreach (SearchOptions options in (SearchOptions[])[new() { Top = 50 }, new() { Top = 50, Metric = DistanceMetric.Cosine, Exact = true }, new() { Top = 5, Collapse = 0.1f }])
        {
            await ForeseenAsync(async () =>
            {
                SearchReport report = await searcher.SearchAsync([new SearchQuery { Name = "q", Latent = latent }], options, Token);
                foreach (Hit hit in report.Queries[0].Hits) await ForeseenAsync(() => Task.FromResult(images.Show(hit.Key)));
            });
        }

        await ForeseenAsync(async () => await searcher.DrawAsync(10, seed: 1, Token));
    }

    private async Task DuplicatesAsync()
    {
        using ImageIndex index = await ImageIndex.OpenAsync(TestEngine.Sqlite, Index, Token);
        DuplicateReport report = await new DuplicateFinder(index).FindAsync(within: 1000, maxGroups: null, progress: null, Token);
        Assert.All(report.Groups.SelectMany(g => g.Images), image => Assert.NotNull(image.Key));
    }

    private async Task EvaluateAsync()
    {
        using ImageIndex index = await ImageIndex.OpenAsync(TestEngine.Sqlite, Index, Token);
        await IndexedPictures.ReadAsync(index, folder: null, Encoder.Description.Preprocessing, (100, PictureReader.DefaultMaxPixels), progress: null, Token);
    }
}
