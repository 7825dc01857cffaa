using Lookalike.Models.Encoders;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;

namespace Lookalike.Models;

/// <summary>The hash that ties an index to its model: over a version line, the preprocessing, then every layer as its file says.</summary>
internal static class ModelFingerprint
{
    private const string Version = "lookalike fingerprint 2";

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

    private static void AddSide(LayerHash hash, string side, IReadOnlyList<Layer> layers)
    {
        hash.Add(side);
        hash.Add(layers.Count);
        foreach (Layer layer in layers) layer.AddTo(hash);
    }
}
