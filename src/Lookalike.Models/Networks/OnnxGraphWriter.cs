using Lookalike.Models.Layers;
using Lookalike.Models.Onnx;
using DataType = Lookalike.Models.Onnx.TensorProto.Types.DataType;

namespace Lookalike.Models.Networks;

/// <summary>
/// Writes layers as the nodes and initialisers of an ONNX graph: a node a layer (two for SiLU), in order, tensors named after side and position.
/// </summary>
internal sealed class OnnxGraphWriter
{
    private readonly GraphProto _graph;

    private OnnxGraphWriter(string name) => _graph = new GraphProto { Name = name };

    /// <summary>pixels -> latent and reconstruction.</summary>
    public static ModelProto WriteAutoencoder(Network network, FeatureShape pixels, int latentSize)
    {
        OnnxGraphWriter writer = new("autoencoder");
        writer.AddInput(OnnxNames.Pixels, pixels);
        writer.AddLayers("encoder", network.Encoder, OnnxNames.Pixels, OnnxNames.Latent);
        writer.AddDecoder(network);
        writer.AddOutput(OnnxNames.Latent, FeatureShape.Flat(latentSize));
        writer.AddOutput(OnnxNames.Reconstruction, pixels);
        return writer.ToModel();
    }

    /// <summary>pixels -> latent.</summary>
    public static ModelProto WriteEncoder(Network network, FeatureShape pixels, int latentSize)
    {
        OnnxGraphWriter writer = new("encoder");
        writer.AddInput(OnnxNames.Pixels, pixels);
        writer.AddLayers("encoder", network.Encoder, OnnxNames.Pixels, OnnxNames.Latent);
        writer.AddOutput(OnnxNames.Latent, FeatureShape.Flat(latentSize));
        return writer.ToModel();
    }

    /// <summary>pixels -> reconstruction.</summary>
    public static ModelProto WriteReconstruction(Network network, FeatureShape pixels, int latentSize)
    {
        OnnxGraphWriter writer = new("reconstruction");
        writer.AddInput(OnnxNames.Pixels, pixels);
        writer.AddLayers("encoder", network.Encoder, OnnxNames.Pixels, OnnxNames.Latent);
        writer.AddDecoder(network);
        writer.AddOutput(OnnxNames.Reconstruction, pixels);
        return writer.ToModel();
    }

    /// <summary>pixels -> code: the latent, and behind it in the same row the detail where there is one.</summary>
    public static ModelProto WriteCode(Network network, FeatureShape pixels, int latentSize)
    {
        OnnxGraphWriter writer = new("code");
        writer.AddInput(OnnxNames.Pixels, pixels);
        writer.AddLayers("encoder", network.Encoder, OnnxNames.Pixels, OnnxNames.Latent);
        writer.AddOutput(writer.AddCode(network), FeatureShape.Flat(latentSize + network.DetailSize(pixels)));
        return writer.ToModel();
    }

    /// <summary>code -> reconstruction.</summary>
    public static ModelProto WriteDecoder(Network network, FeatureShape pixels, int latentSize)
    {
        OnnxGraphWriter writer = new("decoder");
        writer.AddInput(OnnxNames.Code, FeatureShape.Flat(latentSize + network.DetailSize(pixels)));
        writer.AddLayers("decoder", network.Decoder, OnnxNames.Code, OnnxNames.Reconstruction);
        writer.AddOutput(OnnxNames.Reconstruction, pixels);
        return writer.ToModel();
    }

    /// <summary>The ends of an encoder, pixels and latent, without anything between them.</summary>
    public static GraphProto WriteEnds(FeatureShape pixels, int latentSize)
    {
        OnnxGraphWriter writer = new("encoder");
        writer.AddInput(OnnxNames.Pixels, pixels);
        writer.AddOutput(OnnxNames.Latent, FeatureShape.Flat(latentSize));
        return writer._graph;
    }

    private ModelProto ToModel() => new()
    {
        IrVersion = OnnxNames.IrVersion,
        OpsetImport = { new OperatorSetIdProto { Domain = "", Version = OnnxNames.OperatorSet } },
        Graph = _graph,
    };

    private void AddInput(string name, FeatureShape shape) => _graph.Input.Add(ValueOf(name, shape));

    private void AddOutput(string name, FeatureShape shape) => _graph.Output.Add(ValueOf(name, shape));

    private static ValueInfoProto ValueOf(string name, FeatureShape shape)
    {
        TensorShapeProto dimensions = new() { Dim = { new TensorShapeProto.Types.Dimension { DimParam = OnnxNames.Batch } } };
        foreach (long size in shape.IsFlat ? [shape.Channels] : (ReadOnlySpan<long>)[shape.Channels, shape.Height, shape.Width])
            dimensions.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = size });
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float, Shape = dimensions } },
        };
    }

    /// <summary>latent, and where there is one the detail made of the pixels -> reconstruction.</summary>
    private void AddDecoder(Network network) => AddLayers("decoder", network.Decoder, AddCode(network), OnnxNames.Reconstruction);

    /// <summary>Joins the latent with the detail, where there is one.</summary>
    /// <returns>The name of what the decoder takes.</returns>
    private string AddCode(Network network)
    {
        if (network.Detail.Count == 0) return OnnxNames.Latent;
        AddLayers("detail", network.Detail, OnnxNames.Pixels, OnnxNames.Detail);
        _graph.Node.Add(new NodeProto
        {
            Name = OnnxNames.Code,
            OpType = OnnxNames.Join,
            Input = { OnnxNames.Latent, OnnxNames.Detail },
            Output = { OnnxNames.Code },
            Attribute = { new AttributeProto { Name = OnnxNames.JoinAxis, Type = AttributeProto.Types.AttributeType.Int, I = 1 } },
        });
        return OnnxNames.Code;
    }

    private void AddLayers(string side, IReadOnlyList<Layer> layers, string input, string output)
    {
        string current = input;
        for (int i = 0; i < layers.Count; i++)
        {
            string next = i == layers.Count - 1 ? output : $"{side}.{i}";
            LayerWriter.Write(layers[i], _graph, $"{side}.{i}", current, next);
            current = next;
        }
    }
}
