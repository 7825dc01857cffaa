using Lookalike.Models.Layers;

namespace Lookalike.Models.Networks;

/// <summary>
/// An autoencoder as plain layers and weights, whichever library trained it: pixels [N,C,H,W] -> encoder -> latent [N,d] -> decoder ->
/// reconstruction [N,C,H,W]. Where it has a detail, pixels -> detail [N,k] beside that, and the decoder takes both in one row [N,d+k].
/// <see cref="ModelFile.Create"/> writes it.
/// </summary>
internal sealed class Network
{
    /// <summary>The most layers an encoder or a decoder may have.</summary>
    internal const int MaxLayers = 1000;

    /// <summary>The largest latent size.</summary>
    internal const int MaxLatentSize = 65536;

    /// <summary>The most weights a network may have: 1 GB of float32.</summary>
    internal const int MaxWeights = 250_000_000;

    /// <summary>The layers from the pixels to the latent; the last one's output is flat. 1..1000.</summary>
    public required IReadOnlyList<Layer> Encoder { get; init; }

    /// <summary>
    /// The layers from the pixels to the detail: what a drawing needs and a search does not. The last one's output is flat. Empty where there is no detail.
    /// </summary>
    public IReadOnlyList<Layer> Detail { get; init; } = [];

    /// <summary>The layers from the latent, and the detail after it, to the reconstruction; the last one's output has the pixels' shape. 1..1000.</summary>
    public required IReadOnlyList<Layer> Decoder { get; init; }

    /// <summary>Values of the detail of a network without a fault; 0 where there is none.</summary>
    /// <param name="pixels">The shape of its images.</param>
    internal int DetailSize(FeatureShape pixels) => Detail.Count == 0 ? 0 : (int)LayerListing.ShapeBehind(Detail, pixels).Channels;

    /// <summary>The same layers with weights drawn anew, every bias 0, batch normalisation without effect. Layers without weights are shared.</summary>
    internal Network WithRandomWeights(int seed)
    {
        RandomWeights random = new(seed);
        return Map(layers => [.. layers.Select(layer => layer.Redraw(random))]);
    }

    /// <summary>A network of other layers: each list changed on its own, the encoder's first.</summary>
    internal Network Map(Func<IReadOnlyList<Layer>, IReadOnlyList<Layer>> change)
    {
        IReadOnlyList<Layer> encoder = change(Encoder), detail = Detail.Count == 0 ? [] : change(Detail);
        return new Network { Encoder = encoder, Detail = detail, Decoder = change(Decoder) };
    }

    /// <summary>
    /// Says what is wrong with the network for images of <paramref name="pixels"/>, or null; then the latent size and the largest feature map are
    /// known.
    /// </summary>
    internal string? FindFault(FeatureShape pixels, out NetworkExtent extent)
    {
        extent = default;
        if (pixels.Count > FeatureShape.MaxCount) return $"expected pixels of at most {FeatureShape.MaxCount} values an image, found {pixels}";
        long largest = pixels.Count;
        if (Walk("encoder", Encoder, pixels, ref largest, out FeatureShape latent) is { } encoderFault) return encoderFault;
        if (!latent.IsFlat) return $"encoder: expected a flat output [N,d], found {latent}; end the encoder with a FlattenLayer or a DenseLayer";
        if (latent.Channels > MaxLatentSize) return $"encoder: expected a latent size of 1..{MaxLatentSize}, found {latent.Channels}";
        FeatureShape code = latent;
        if (Detail.Count > 0)
        {
            if (Walk("detail", Detail, pixels, ref largest, out FeatureShape detail) is { } detailFault) return detailFault;
            if (!detail.IsFlat || detail.Channels > MaxLatentSize) return $"detail: expected a flat output [N,1..{MaxLatentSize}], found {detail}";
            code = FeatureShape.Flat(latent.Channels + detail.Channels);
        }

        if (Walk("decoder", Decoder, code, ref largest, out FeatureShape reconstruction) is { } decoderFault) return decoderFault;
        if (reconstruction != pixels) return $"decoder: expected an output of the pixels' shape {pixels}, found {reconstruction}";
        long weights = Encoder.Concat(Detail).Concat(Decoder).Sum(static l => l.WeightCount);
        if (weights > MaxWeights) return $"expected at most {MaxWeights} weights, found {weights}";
        extent = new NetworkExtent { LatentSize = (int)latent.Channels, LargestFeatureCount = largest };
        return null;
    }

    private static string? Walk(string side, IReadOnlyList<Layer> layers, FeatureShape input, ref long largest, out FeatureShape output)
    {
        output = input;
        if (layers is null) return $"{side}: expected a list of layers, found null";
        if (layers.Count is 0 or > MaxLayers) return $"{side}: expected 1..{MaxLayers} layers, found {layers.Count}";
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i] is not { } layer) return $"{side} layer {i}: expected a layer, found null";
            string where = $"{side} layer {i} ({layer.GetType().Name})";
            if (layer.FindFault(output, out FeatureShape next) is { } fault) return $"{where}: {fault}";
            if (next.Count > FeatureShape.MaxCount) return $"{where}: expected an output of at most {FeatureShape.MaxCount} values an image, found {next}";
            largest = Math.Max(largest, next.Count);
            output = next;
        }

        return null;
    }
}
