using Lookalike.Application.Indexing;
using Lookalike.Index;
using Lookalike.Index.Reading;
using Lookalike.Models;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Tests.Indexing;

public sealed class ImageIndexTests
{
    [Fact]
    public async Task An_index_whose_first_run_was_killed_before_it_stored_anything_is_gone_on_with()
    {
        using var scratch = new Scratch();
        await MakeCollectionWithoutFingerprintAsync(scratch["f.db"]);

        using ImageIndex index = await ImageIndex.OpenForWritingAsync(TestEngine.Sqlite, scratch["f.db"], Model('a'), new IndexWriting { Source = "drawn" }, TestContext.Current.CancellationToken);
        Assert.Equal(0, await index.LoadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Searching_such_an_index_says_that_it_holds_no_images_yet()
    {
        using var scratch = new Scratch();
        await MakeCollectionWithoutFingerprintAsync(scratch["f.db"]);

        var e = await Assert.ThrowsAsync<IndexException>(() => ImageIndex.OpenAsync(TestEngine.Sqlite, scratch["f.db"], Model('a'), TestContext.Current.CancellationToken));
        Assert.Contains("no images yet", e.Message, StringComparison.Ordinal);
        e = await Assert.ThrowsAsync<IndexException>(() => ImageIndex.OpenAsync(TestEngine.Sqlite, scratch["f.db"], TestContext.Current.CancellationToken));
        Assert.Contains("no images yet", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_opens_without_its_model()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([1, 2, 3], [4, 5, 6]);

        using ImageIndex index = await ImageIndex.OpenAsync(TestEngine.Sqlite, stored.Path, TestContext.Current.CancellationToken);

        Assert.Equal(2, await index.LoadAsync(TestContext.Current.CancellationToken));
        Assert.Equal("set", index.Source);
        IndexSnapshot records = await index.Store.ReadAsync(IndexColumns.Vector, TestContext.Current.CancellationToken);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], records.Vectors.ToArray());
        await Assert.ThrowsAsync<IndexException>(() => ImageIndex.OpenAsync(TestEngine.Sqlite, stored.Path + "x", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task No_index_is_found_where_there_is_no_file_and_where_a_run_was_killed_before_it_stored_anything()
    {
        using var scratch = new Scratch();
        CancellationToken token = TestContext.Current.CancellationToken;
        await MakeCollectionWithoutFingerprintAsync(scratch["f.db"]);

        Assert.Null(await ImageIndex.FindAsync(TestEngine.Sqlite, scratch["none.db"], Model('a'), token));
        Assert.Null(await ImageIndex.FindAsync(TestEngine.Sqlite, scratch["f.db"], Model('a'), token));

        (await ImageIndex.OpenForWritingAsync(TestEngine.Sqlite, scratch["f.db"], Model('a'), new IndexWriting { Source = "drawn" }, token)).Dispose();
        using ImageIndex? found = await ImageIndex.FindAsync(TestEngine.Sqlite, scratch["f.db"], Model('a'), token);
        Assert.NotNull(found);
        await Assert.ThrowsAsync<IndexException>(() => ImageIndex.FindAsync(TestEngine.Sqlite, scratch["f.db"], Model('b'), token));
    }

    [Fact]
    public async Task An_index_of_another_model_is_refused_for_writing_and_for_reading_until_it_is_rebuilt()
    {
        using var scratch = new Scratch();
        CancellationToken token = TestContext.Current.CancellationToken;
        (await ImageIndex.OpenForWritingAsync(TestEngine.Sqlite, scratch["f.db"], Model('a'), new IndexWriting { Source = "drawn" }, token)).Dispose();

        await Assert.ThrowsAsync<IndexException>(() => ImageIndex.OpenForWritingAsync(TestEngine.Sqlite, scratch["f.db"], Model('b'), new IndexWriting { Source = "drawn" }, token));
        await Assert.ThrowsAsync<IndexException>(() => ImageIndex.OpenAsync(TestEngine.Sqlite, scratch["f.db"], Model('b'), token));
        (await ImageIndex.OpenForWritingAsync(TestEngine.Sqlite, scratch["f.db"], Model('b'), new IndexWriting { Source = "drawn", Rebuild = true }, token)).Dispose();
        (await ImageIndex.OpenAsync(TestEngine.Sqlite, scratch["f.db"], Model('b'), token)).Dispose();
    }

    private static async Task MakeCollectionWithoutFingerprintAsync(string path)
    {
        (await TestEngine.Sqlite.CreateAsync(path, latentSize: 4, rebuild: false, TestContext.Current.CancellationToken)).Dispose();
    }

    private static ModelMetadata Model(char digit) => new()
    {
        Preprocessing = new Preprocessing { Channels = 1, Height = 8, Width = 8 },
        LatentSize = 4,
        RecipeJson = "{}",
        TrainingJson = "{}",
        Fingerprint = new string(digit, 64),
        ProducerName = "test",
        ProducerVersion = "1",
    };
}
