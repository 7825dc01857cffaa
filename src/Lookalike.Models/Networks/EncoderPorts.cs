using Lookalike.Models.Layers;
using Lookalike.Models.Onnx;
using Lookalike.Models.Running;

namespace Lookalike.Models.Networks;

/// <summary>The two ends of an imported encoder: <c>pixels</c> [N,C,H,W] and <c>latent</c> [N,d], or [1,...] where it takes one image at a time.</summary>
internal static class EncoderPorts
{
    /// <summary>
    /// Values of a layer for each pixel of the input, as far as is known without running it: a network of the usual kind has 64 maps of half the
    /// height and half the width at most, and a wide one twice that.
    /// </summary>
    private const long ValuesPerPixel = 32;

    /// <summary>Whether a graph says of its input that it takes one image at a time.</summary>
    public static bool TakesOneAtATime(GraphProto graph) => graph.Input is [{ Type.TensorType.Shape.Dim: [{ DimValue: 1 }, ..] }, ..];

    /// <summary>A graph of nothing but its ends.</summary>
    public static GraphProto Write(FeatureShape pixels, int latentSize, bool single)
    {
        GraphProto graph = OnnxGraphWriter.WriteEnds(pixels, latentSize);
        if (!single) return graph;
        foreach (ValueInfoProto value in graph.Input.Concat(graph.Output))
            value.Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimValue = 1 };
        return graph;
    }

    /// <summary>What it will take to run one.</summary>
    public static NetworkExtent Extent(FeatureShape pixels, int latentSize, bool single) => new()
    {
        LatentSize = latentSize,
        LargestFeatureCount = single ? OnnxSession.MaxBatchValues : ValuesPerPixel * pixels.Height * pixels.Width,
    };
}
