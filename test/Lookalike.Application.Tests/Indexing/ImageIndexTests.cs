using Lookalike.Models;
using Lookalike.Storage.Sqlite;

namespace Lookalike.Application.Tests;

public sealed class ImageIndexTests
{
    [Fact]
    public async Task An_index_whose_first_run_was_killed_before_it_stored_anything_is_gone_on_with()
    {
        using var scratch = new Scratch();
        await MakeCollectionWithoutFingerprintAsync(scratch["f.db"]);

        using ImageIndex index = await ImageIndex.OpenForWritingAsync(scratch["f.db"], Model('a'), "drawn", rebuild: false, method: null, TestContext.Current.CancellationToken);
        Assert.Equal(0, await index.LoadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Searching_such_an_index_says_that_it_holds_no_images_yet()
    {
        using var scratch = new Scratch();
        await MakeCollectionWithoutFingerprintAsync(scratch["f.db"]);

        var e = await Assert.ThrowsAsync<IndexException>(() => ImageIndex.OpenAsync(scratch["f.db"], Model('a'), TestContext.Current.CancellationToken));
        Assert.Contains("no images yet", e.Message, StringComparison.Ordinal);
        e = await Assert.ThrowsAsync<IndexException>(() => ImageIndex.OpenAsync(scratch["f.db"], TestContext.Current.CancellationToken));
        Assert.Contains("no images yet", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_opens_without_its_model()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([1, 2, 3], [4, 5, 6]);

        using ImageIndex index = await ImageIndex.OpenAsync(stored.Path, TestContext.Current.CancellationToken);

        Assert.Equal(2, await index.LoadAsync(TestContext.Current.CancellationToken));
        Assert.Equal("set", index.Source);
        VectorSnapshot vectors = await index.Records.GetVectorsAsync(TestContext.Current.CancellationToken);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], vectors.Vectors[..6].ToArray());
        await Assert.ThrowsAsync<IndexException>(() => ImageIndex.OpenAsync(stored.Path + "x", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_index_of_another_model_is_refused_for_writing_and_for_reading_until_it_is_rebuilt()
    {
        using var scratch = new Scratch();
        CancellationToken token = TestContext.Current.CancellationToken;
        (await ImageIndex.OpenForWritingAsync(scratch["f.db"], Model('a'), "drawn", rebuild: false, method: null, token)).Dispose();

        await Assert.ThrowsAsync<IndexException>(() => ImageIndex.OpenForWritingAsync(scratch["f.db"], Model('b'), "drawn", rebuild: false, method: null, token));
        await Assert.ThrowsAsync<IndexException>(() => ImageIndex.OpenAsync(scratch["f.db"], Model('b'), token));
        (await ImageIndex.OpenForWritingAsync(scratch["f.db"], Model('b'), "drawn", rebuild: true, method: null, token)).Dispose();
        (await ImageIndex.OpenAsync(scratch["f.db"], Model('b'), token)).Dispose();
    }

    private static async Task MakeCollectionWithoutFingerprintAsync(string path)
    {
        using var store = new SqliteVectorStore(path);
        using var records = store.GetCollection<string, ImageRecord>("images", ImageRecord.Definition(latentSize: 4));
        await records.EnsureCollectionExistsAsync(TestContext.Current.CancellationToken);
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
