using Lookalike.Application.Indexing;
using Lookalike.Imaging.Reading;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Models.Running;

namespace Lookalike.Application.Tests.Indexing;

/// <summary>A folder of drawn pictures, an index file beside it, and an encoder whose latent is the pixels themselves.</summary>
internal sealed class PictureFolderIndex : IDisposable
{
    private static readonly Preprocessing Grey = new() { Channels = 1, Height = 4, Width = 4 };

    private readonly Scratch _scratch = new();
    private readonly ModelFile _model = ModelFile.Create(
        new Network { Encoder = [new FlattenLayer()], Decoder = [new ReshapeLayer { Channels = 1, Height = 4, Width = 4 }] }, Grey, "{}", "{}");

    private readonly IImageEncoder _encoder;

    public PictureFolderIndex()
    {
        _encoder = _model.OpenEncoder(new EncoderOptions { IntraOpThreads = 1 });
        Directory.CreateDirectory(Pictures);
    }

    public string Pictures => _scratch["pictures"];

    public string IndexPath => _scratch["f.db"];

    public IImageEncoder Encoder => _encoder;

    public ModelMetadata Model => _model.Metadata;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A path beside the folder of pictures.</summary>
    public string Beside(string name) => _scratch[name];

    /// <summary>Draws a picture of random pixels, in the folder of pictures unless a full path is given. Time goes on by a second with each seed.</summary>
    public string Draw(string name, int seed, int width = 6, int height = 5)
    {
        string path = Path.Combine(Pictures, name);
        DrawnPicture.SaveNoise(path, width, height, bands: 1, seed);
        File.SetLastWriteTimeUtc(path, new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(seed));
        return path;
    }

    public Task<IndexSummary> RunAsync(FolderIndexerOptions? options = null) => RunAsync(new FolderSelection { Folders = [Pictures] }, options);

    public Task<IndexSummary> RunFilesAsync(params string[] files) => RunAsync(new FolderSelection { Files = files });

    public async Task<IndexSummary> RunAsync(FolderSelection selection, FolderIndexerOptions? options = null)
    {
        using ImageIndex index = await OpenForWritingAsync();
        return await new FolderIndexer(index, _encoder, options).RunAsync(selection, Token);
    }

    public async Task<IndexSummary> PreviewAsync(FolderSelection? selection = null)
    {
        using ImageIndex? index = await ImageIndex.FindAsync(TestEngine.Sqlite, IndexPath, Model, Token);
        return await FolderIndexer.PreviewAsync(index, selection ?? new FolderSelection { Folders = [Pictures] }, options: null, Token);
    }

    public Task<ImageIndex> OpenForWritingAsync() => ImageIndex.OpenForWritingAsync(TestEngine.Sqlite, IndexPath, Model, new IndexWriting(), Token);

    /// <summary>All records with their vectors, by key.</summary>
    public async Task<Dictionary<string, ImageRecord>> RecordsAsync()
    {
        using ImageIndex index = await ImageIndex.OpenAsync(TestEngine.Sqlite, IndexPath, Model, Token);
        IndexSnapshot known = await index.Store.ReadAsync(IndexColumns.None, Token);
        return (await index.Store.GetAsync(known.Keys, includeVectors: true, Token)).ToDictionary(record => record.Key);
    }

    public async Task<string[]> KeysAsync() => [.. (await RecordsAsync()).Keys.Order(StringComparer.Ordinal)];

    /// <summary>The vector that a picture has if it is encoded alone.</summary>
    public float[] Encode(string path)
    {
        byte[] pixels = new PictureReader().Read(path, Grey.Shape).Pixels;
        float[] latent = new float[_encoder.Description.LatentSize];
        _encoder.Encode(pixels, 1, latent);
        return latent;
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _scratch.Dispose();
    }
}
