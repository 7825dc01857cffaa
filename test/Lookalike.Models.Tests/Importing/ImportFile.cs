using Google.Protobuf;
using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Importing;
using Lookalike.Models.Onnx;

namespace Lookalike.Models.Tests.Importing;

/// <summary>Imports a graph through a file.</summary>
internal static class ImportFile
{
    public static ImportedEncoder Import(TinyGraph graph, ImportSettings? settings = null) => Import(graph.Model, settings);

    public static ImportedEncoder Import(ModelProto model, ImportSettings? settings = null)
    {
        using var scratch = new Scratch();
        File.WriteAllBytes(scratch["net.onnx"], model.ToByteArray());
        ImportedEncoder made = ModelImport.Read(scratch["net.onnx"], settings ?? new ImportSettings());
        made.Model.Save(scratch["model.onnx"]);
        ModelFile read = ModelFile.Read(scratch["model.onnx"]);
        Assert.Equal(made.Model.Metadata.Fingerprint, read.Metadata.Fingerprint);
        return made;
    }

    /// <summary>Imports what must be refused.</summary>
    public static string Refusal(TinyGraph graph, ImportSettings? settings = null)
    {
        ModelFileException e = Assert.Throws<ModelFileException>(() => Import(graph, settings));
        Assert.EndsWith("net.onnx", e.Path, StringComparison.Ordinal);
        return e.Message;
    }

    /// <summary>The latents of pictures of noise, in one call, and the pictures as numbers from 0 to 1.</summary>
    public static (float[] Latents, float[] Pixels) Encode(ModelFile model, int count = 3)
    {
        byte[] bytes = new byte[count * model.Metadata.PixelCount];
        new Random(7).NextBytes(bytes);
        float[] latents = new float[count * model.Metadata.LatentSize];
        using IImageEncoder encoder = model.OpenEncoder();
        encoder.Encode(bytes, count, latents);
        return (latents, [.. bytes.Select(static b => b / 255f)]);
    }

    /// <summary>The same of two encoders, near enough for sums in another order.</summary>
    public static void Same(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), static p => Assert.Equal(p.First, p.Second, 1e-4f));
    }
}
