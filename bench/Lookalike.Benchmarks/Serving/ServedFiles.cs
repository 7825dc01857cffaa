using Lookalike.Application.Indexing;
using Lookalike.Application.Library;
using Lookalike.Datasets;
using Lookalike.Datasets.Store;
using Lookalike.Imaging.Copies;
using Lookalike.Index.Records;
using Lookalike.Index.Sqlite;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;

namespace Lookalike.Benchmarks;

/// <summary>The model and the index that are served: given ones, or a stand-in's.</summary>
/// <param name="model">The model; null for a stand-in.</param>
/// <param name="index">Its index; null as the model.</param>
/// <param name="uploads">The data set whose test images are uploaded; null for drawn pictures.</param>
internal sealed class ServedFiles(string? model, string? index, string? uploads) : IDisposable
{
    private const int Side = 8, LatentSize = Side * Side, Pictures = 60, Uploads = 200;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lookalike-serve-");

    public string Model => model ?? At("stand-in.onnx");

    public string Index => index ?? At("stand-in.db");

    /// <summary>Makes the stand-in, if it is one: a folder of drawn pictures, and vectors without a picture.</summary>
    /// <param name="vectors">Vectors in all.</param>
    public async Task FillAsync(int vectors)
    {
        if (model is not null) return;
        WriteModel();
        DrawnPictures.Write(Directory.CreateDirectory(At("pictures")).FullName, Pictures, 28, 28, ".png");
        var engine = new SqliteIndexEngine();
        var library = new ImageLibrary(engine, Index, Model, new DatasetStore());
        await library.IndexAsync(new FolderSelection { Folders = [At("pictures")] }, new IndexOptions(), events: null, CancellationToken.None);
        using ImageIndex opened = await ImageIndex.OpenForWritingAsync(
            engine, Index, library.ReadEncoder().Description, new IndexWriting(), CancellationToken.None);
        float[] given = new ClusteredVectors(Math.Max(0, vectors - Pictures), queries: 0, LatentSize, seed: 1).Vectors;
        IEnumerable<ImageRecord> records = Enumerable.Range(0, given.Length / LatentSize).Select(i => Record(given, i));
        await opened.Store.WriteAsync(records, [], description: null, CancellationToken.None);
    }

    /// <summary>Writes pictures that are not indexed.</summary>
    public string[] WriteUploads()
    {
        string folder = Directory.CreateDirectory(At("uploads")).FullName;
        if (uploads is null) return DrawnPictures.Write(folder, Uploads, 28, 28, ".png");
        ImageSet images = new DatasetStore().Open(uploads, DatasetSplit.Test).Images;
        string[] files = [.. Enumerable.Range(0, Uploads).Select(i => Path.Combine(folder, $"{i:000}.png"))];
        for (int i = 0; i < Uploads; i++) File.WriteAllBytes(files[i], PngFile.WriteRow(images.Slice(i, 1).Pixels.Span, images.Shape));
        return files;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static ImageRecord Record(float[] vectors, int i) => new()
    {
        Key = $"vectors/{i:0000000}",
        Set = "vectors",
        ContentHash = $"{i:x32}",
        Vector = vectors.AsMemory(i * LatentSize, LatentSize),
    };

    /// <summary>Its latent is the picture itself, grey and small.</summary>
    private void WriteModel()
    {
        float[] weights = new float[LatentSize * LatentSize];
        for (int i = 0; i < LatentSize; i++) weights[(i * LatentSize) + i] = 1;
        var network = new Network
        {
            Encoder = [new FlattenLayer(), new DenseLayer { InputSize = LatentSize, OutputSize = LatentSize, Weights = weights, Bias = new float[LatentSize] }],
            Decoder = [new ReshapeLayer { Channels = 1, Height = Side, Width = Side }],
        };
        ModelFile.Create(network, new Preprocessing { Channels = 1, Height = Side, Width = Side }, "{}", "{}").Save(Model);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
