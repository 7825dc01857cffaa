using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Lookalike.Models.Encoders;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Models.Onnx;

namespace Lookalike.Models;

/// <summary>
/// The hash that ties an index to its model: over a version line, the preprocessing, then every layer as its file says; of an imported encoder, whose
/// layers are not known, the graph with its operator set, in the order of the format's field numbers. Metadata do not count.
/// </summary>
internal static class ModelFingerprint
{
    private const string Version = "lookalike fingerprint 2";
    private const string ImportedVersion = "lookalike fingerprint 3 imported";

    public static string Of(Network network, Preprocessing preprocessing)
    {
        using LayerHash hash = new();
        hash.Add(Version);
        hash.Add(preprocessing.Channels, preprocessing.Height, preprocessing.Width, preprocessing.Background ?? -1, (int)preprocessing.Fit);
        if (preprocessing.InkBox is { } box) hash.Add(box); // models without one keep the fingerprint they have
        AddSide(hash, "encoder", network.Encoder);
        if (network.Detail.Count > 0) AddSide(hash, "detail", network.Detail); // so do those without a detail
        AddSide(hash, "decoder", network.Decoder);
        return hash.Finish();
    }

    /// <summary>Of an imported encoder.</summary>
    public static string Of(ModelProto encoder, Preprocessing preprocessing)
    {
        ModelProto counted = new() { IrVersion = encoder.IrVersion, Graph = encoder.Graph, OpsetImport = { encoder.OpsetImport } };
        using SHA256 hash = SHA256.Create();
        using (CryptoStream stream = new(Stream.Null, hash, CryptoStreamMode.Write))
        {
            stream.Write(Encoding.UTF8.GetBytes($"{ImportedVersion}\n{PreprocessingJson.Write(preprocessing)}\n"));
            counted.WriteTo(stream);
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static void AddSide(LayerHash hash, string side, IReadOnlyList<Layer> layers)
    {
        hash.Add(side);
        hash.Add(layers.Count);
        foreach (Layer layer in layers) layer.AddTo(hash);
    }
}
