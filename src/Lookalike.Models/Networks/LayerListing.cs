using Lookalike.Models.Layers;
using Lookalike.Models.Onnx;

namespace Lookalike.Models.Networks;

/// <summary>Lists what a model is made of, for whoever looks at it.</summary>
internal static class LayerListing
{
    private const string Encoder = "encoder", Decoder = "decoder";

    /// <summary>The layers of a network, in the order and under the names of its graph, with the shape of what each gives.</summary>
    /// <param name="network">The network, without a fault.</param>
    /// <param name="pixels">The shape of its images.</param>
    public static IReadOnlyList<ModelLayer> Of(Network network, FeatureShape pixels)
    {
        var list = new List<ModelLayer>();
        FeatureShape code = Add(list, Encoder, Encoder, network.Encoder, pixels);
        if (network.Detail.Count > 0)
        {
            code = FeatureShape.Flat(code.Channels + Add(list, Encoder, OnnxNames.Detail, network.Detail, pixels).Channels);
            list.Add(new ModelLayer { Part = Decoder, Name = OnnxNames.Code, Operator = OnnxNames.Join, Output = Sizes(code), Parameters = 0 });
        }

        Add(list, Decoder, Decoder, network.Decoder, code);
        return list;
    }

    /// <summary>The nodes of an imported encoder. The shapes between them are known to the runtime alone; that of the latent is.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="latentSize">Values of the latent.</param>
    public static IReadOnlyList<ModelLayer> Of(GraphProto graph, int latentSize)
    {
        // Each weight counts where it is used first, so that the sum is that of the file.
        Dictionary<string, long> weights = graph.Initializer.ToDictionary(static tensor => tensor.Name, CountOf, StringComparer.Ordinal);
        var list = new List<ModelLayer>(graph.Node.Count);
        foreach (NodeProto node in graph.Node)
        {
            long parameters = node.Attribute.Sum(static attribute => attribute.T is { } tensor ? CountOf(tensor) : 0);
            foreach (string input in node.Input) parameters += weights.Remove(input, out long count) ? count : 0;
            list.Add(new ModelLayer
            {
                Part = Encoder,
                Name = node.Name,
                Operator = node.OpType,
                Output = node.Output.Contains(OnnxNames.Latent) ? [latentSize] : [],
                Parameters = parameters,
            });
        }

        return list;
    }

    /// <summary>The shape of what the last of some layers gives.</summary>
    public static FeatureShape ShapeBehind(IReadOnlyList<Layer> layers, FeatureShape input)
    {
        foreach (Layer layer in layers) layer.FindFault(input, out input);
        return input;
    }

    private static FeatureShape Add(List<ModelLayer> list, string part, string side, IReadOnlyList<Layer> layers, FeatureShape input)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            layers[i].FindFault(input, out input);
            string kind = layers[i].GetType().Name[..^nameof(Layer).Length];
            list.Add(new ModelLayer { Part = part, Name = $"{side}.{i}", Operator = kind, Output = Sizes(input), Parameters = layers[i].WeightCount });
        }

        return input;
    }

    private static int[] Sizes(FeatureShape shape) =>
        shape.IsFlat ? [(int)shape.Channels] : [(int)shape.Channels, (int)shape.Height, (int)shape.Width];

    /// <summary>Weights are numbers with a fraction, or the bytes that stand for such; other integers are shapes and positions.</summary>
    private static long CountOf(TensorProto tensor)
    {
        const int Float = 1, UInt8 = 2, Int8 = 3, Float16 = 10, Double = 11, BFloat16 = 16;
        return tensor.DataType is Float or UInt8 or Int8 or Float16 or Double or BFloat16
            ? tensor.Dims.Aggregate(1L, static (product, size) => product * size) : 0;
    }
}
