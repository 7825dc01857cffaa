using System.Globalization;
using Lookalike.Application.Indexing;
using Lookalike.Index.Records;
using Lookalike.Models;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Tests;

/// <summary>A real index file with vectors that a test chose, opened for searching.</summary>
internal sealed class StoredIndex : IDisposable
{
    private readonly Scratch _scratch = new();

    private StoredIndex()
    {
    }

    public ImageIndex Index { get; private set; } = null!;

    public string Path => _scratch["f.db"];

    /// <summary>Stores vectors under the keys <c>set/train/00000</c> and on; image i has the label i % 10.</summary>
    public static Task<StoredIndex> CreateAsync(params float[][] vectors) =>
        CreateAsync([.. vectors.Select((v, i) => (string.Create(CultureInfo.InvariantCulture, $"set/train/{i:00000}"), v))]);

    public static async Task<StoredIndex> CreateAsync((string Key, float[] Vector)[] images, params string[] deleted)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        var stored = new StoredIndex();
        ModelMetadata model = Model(images[0].Vector.Length);
        using (ImageIndex index = await ImageIndex.OpenForWritingAsync(TestEngine.Sqlite, stored.Path, model, new IndexWriting { Source = "set" }, token))
        {
            await index.UpsertAsync(
                images.Select((image, i) => new ImageRecord { Key = image.Key, Set = "set/train", Position = i, Label = i % 10, ContentHash = "-", Vector = image.Vector }));
            await index.WriteAsync([], deleted, roots: null, token);
        }

        stored.Index = await ImageIndex.OpenAsync(TestEngine.Sqlite, stored.Path, model, token);
        return stored;
    }

    public void Dispose()
    {
        Index.Dispose();
        _scratch.Dispose();
    }

    private static ModelMetadata Model(int latentSize) => new()
    {
        Preprocessing = new Preprocessing { Channels = 1, Height = 8, Width = 8 },
        LatentSize = latentSize,
        RecipeJson = "{}",
        TrainingJson = "{}",
        Fingerprint = new string('a', 64),
        ProducerName = "test",
        ProducerVersion = "1",
    };
}
