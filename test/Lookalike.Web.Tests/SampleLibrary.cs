using System.Runtime.InteropServices;
using Google.Protobuf;
using Lookalike.Application.Indexing;
using Lookalike.Application.Library;
using Lookalike.Datasets.Store;
using Lookalike.Index.Sqlite;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Models.Onnx;

namespace Lookalike.Web.Tests;

/// <summary>A real model, whose latent is made of the pixels, a folder of real pictures, and the index of both.</summary>
internal sealed class SampleLibrary : IDisposable
{
    /// <summary>The input of the model: as many rows as columns, in colour.</summary>
    public const int Side = 8, Size = 3 * Side * Side;

    private static readonly Preprocessing Input = new() { Channels = 3, Height = Side, Width = Side };

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
        var network = new Network
        {
            Encoder = [new FlattenLayer(), Scaling(Size, scale)],
            Decoder = [new ReshapeLayer { Channels = 3, Height = Side, Width = Side }],
        };
        WriteModel(network);
    }

    /// <summary>Writes a model of a network in place of the one that is there.</summary>
    public void WriteModel(Network network, string recipe = "{}", string training = "{}") => ModelFile.Create(network, Input, recipe, training).Save(Model);

    /// <summary>Writes a model that has no decoder, whose latent is the pixels, in place of the one that is there.</summary>
    public void ImportModel()
    {
        GraphProto graph = OnnxGraphWriter.WriteEnds(Input.InputShape, Size);
        graph.Node.Add(new NodeProto { Name = "flat", OpType = "Flatten", Input = { OnnxNames.Pixels }, Output = { "row" } });
        graph.Node.Add(new NodeProto { Name = "scaled", OpType = "Mul", Input = { "row", "factor" }, Output = { OnnxNames.Latent } });
        graph.Initializer.Add(new TensorProto { Name = "factor", DataType = 1, Dims = { Size }, RawData = ByteString.CopyFrom(Factor()) });
        var model = new ModelProto { IrVersion = 7, OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 13 } }, Graph = graph };
        ModelFile.CreateImported(model, Input, Size, """{"source":"net.onnx"}""", new ModelFaults("sample")).Save(Model);

        static byte[] Factor() => MemoryMarshal.AsBytes<float>(Enumerable.Repeat(1f, Size).ToArray()).ToArray();
    }

    /// <summary>A layer that multiplies every value.</summary>
    public static DenseLayer Scaling(int size, float scale)
    {
        float[] weights = new float[size * size];
        for (int i = 0; i < size; i++) weights[(i * size) + i] = scale;
        return new DenseLayer { InputSize = size, OutputSize = size, Weights = weights, Bias = new float[size] };
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
