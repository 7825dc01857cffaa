using Lookalike.Application.Indexing;
using Lookalike.Application.Library;
using Lookalike.Datasets.Store;
using Lookalike.Index.Sqlite;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;

namespace Lookalike.Web.Tests;

/// <summary>A real model, whose latent is made of the pixels, a folder of real pictures, and the index of both.</summary>
internal sealed class SampleLibrary : IDisposable
{
    private const int Side = 8;

    private readonly Scratch _scratch = new();

    /// <summary>Writes model and pictures; nothing is indexed yet.</summary>
    public SampleLibrary(int pictures = 6)
    {
        WriteModel(scale: 1);
        for (int i = 0; i < pictures; i++) Draw($"{i}.png", i);
    }

    public string Root => _scratch.Folder;

    public string Model => _scratch["m.onnx"];

    public string Index => _scratch["f.db"];

    public string Pictures => _scratch["pictures"];

    public DatasetStore Datasets => new(_scratch["data"]);

    public static string KeyOf(string name) => $"pictures/{name}";

    /// <summary>Writes a model in place of the one that is there. Those of another scale have another fingerprint.</summary>
    public void WriteModel(float scale)
    {
        const int size = 3 * Side * Side;
        float[] weights = new float[size * size];
        for (int i = 0; i < size; i++) weights[(i * size) + i] = scale;
        var network = new Network
        {
            Encoder = [new FlattenLayer(), new DenseLayer { InputSize = size, OutputSize = size, Weights = weights, Bias = new float[size] }],
            Decoder = [new ReshapeLayer { Channels = 3, Height = Side, Width = Side }],
        };
        ModelFile.Create(network, new Preprocessing { Channels = 3, Height = Side, Width = Side }, "{}", "{}").Save(Model);
    }

    public void Draw(string name, int seed, int width = 12, int height = 12) => DrawnPicture.SaveNoise(Path.Combine(Pictures, name), width, height, bands: 3, seed);

    /// <summary>Brings the index in step with the folder.</summary>
    public async Task<SampleLibrary> IndexAsync(bool rebuild = false)
    {
        var library = new ImageLibrary(new SqliteIndexEngine(), Index, Model, Datasets);
        await library.IndexAsync(
            new FolderSelection { Folders = [Pictures] }, new IndexOptions { Rebuild = rebuild, Threads = 1 }, events: null, TestContext.Current.CancellationToken);
        return this;
    }

    public byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Pictures, name));

    public void Dispose() => _scratch.Dispose();
}
