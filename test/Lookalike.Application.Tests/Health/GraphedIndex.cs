using Lookalike.Application.Indexing;
using Lookalike.Datasets;
using Lookalike.Datasets.Idx;
using Lookalike.Datasets.Store;
using Lookalike.Imaging;
using Lookalike.Index.Records;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Tests.Health;

/// <summary>A data set of random images in the folder <c>drawn</c>, and its index with a graph: made once, and copied by each test.</summary>
public sealed class GraphedIndex : IAsyncLifetime
{
    public const int Count = 10_200;

    private readonly Scratch _scratch = new();

    public IImageEncoder Encoder { get; } = PictureIndex.Model(seed: 1, channels: 1);

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_scratch["drawn"]);
        byte[] pixels = new byte[Count * 64];
        new Random(1).NextBytes(pixels);
        IdxFile.WriteImages(Path.Combine(_scratch["drawn"], "train-images-idx3-ubyte"), new PixelShape(1, 8, 8), pixels);
        using ImageIndex index = await OpenAsync(_scratch.Folder);
        await new Indexer(index, Encoder).RunAsync(new DatasetStore().Open(_scratch["drawn"], DatasetSplit.Train), progress: null, CancellationToken.None);
        Assert.True(await index.BuildGraphAsync(progress: null, CancellationToken.None));
    }

    /// <summary>Copies all to another folder, and tells the index where its data set is now.</summary>
    public async Task CopyToAsync(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "drawn"));
        foreach (string file in Directory.GetFiles(_scratch.Folder, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(folder, Path.GetRelativePath(_scratch.Folder, file)));
        (await OpenAsync(folder)).Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Encoder.Dispose();
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<ImageIndex> OpenAsync(string folder) => ImageIndex.OpenForWritingAsync(
        TestEngine.Sqlite,
        Path.Combine(folder, "f.db"),
        PictureIndex.Metadata(Encoder),
        new IndexWriting { Source = Path.Combine(folder, "drawn"), Method = SearchMethod.Approximate },
        CancellationToken.None);
}
