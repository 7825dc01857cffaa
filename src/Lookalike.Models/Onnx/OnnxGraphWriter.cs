using System.Diagnostics;
using System.Runtime.InteropServices;
using Google.Protobuf;
using AttributeType = Lookalike.Models.Onnx.AttributeProto.Types.AttributeType;
using DataType = Lookalike.Models.Onnx.TensorProto.Types.DataType;

namespace Lookalike.Models.Onnx;

/// <summary>Writes layers as the nodes and initialisers of an ONNX graph: a node a layer (two for SiLU), in order, tensors named after side and position.</summary>
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
        writer.AddLayers("decoder", network.Decoder, OnnxNames.Latent, OnnxNames.Reconstruction);
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

    /// <summary>latent -> reconstruction.</summary>
    public static ModelProto WriteDecoder(Network network, FeatureShape pixels, int latentSize)
    {
        OnnxGraphWriter writer = new("decoder");
        writer.AddInput(OnnxNames.Latent, FeatureShape.Flat(latentSize));
        writer.AddLayers("decoder", network.Decoder, OnnxNames.Latent, OnnxNames.Reconstruction);
        writer.AddOutput(OnnxNames.Reconstruction, pixels);
        return writer.ToModel();
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

    private void AddLayers(string side, IReadOnlyList<Layer> layers, string input, string output)
    {
        string current = input;
        for (int i = 0; i < layers.Count; i++)
        {
            string next = i == layers.Count - 1 ? output : $"{side}.{i}";
            AddLayer($"{side}.{i}", layers[i], current, next);
            current = next;
        }
    }

    private void AddLayer(string name, Layer layer, string input, string output)
    {
        NodeProto node = new() { Name = name, Input = { input }, Output = { output } };
        switch (layer)
        {
            case ConvolutionLayer c:
                node.OpType = "Conv";
                AddWindow(node, c.KernelSize, c.Stride, c.Padding);
                AddTensor(node, "weight", c.Weights, c.OutputChannels, c.InputChannels, c.KernelSize, c.KernelSize);
                AddTensor(node, "bias", c.Bias, c.OutputChannels);
                break;
            case TransposedConvolutionLayer t:
                node.OpType = "ConvTranspose";
                AddWindow(node, t.KernelSize, t.Stride, t.Padding);
                node.Attribute.Add(Integers("output_padding", t.OutputPadding, t.OutputPadding));
                AddTensor(node, "weight", t.Weights, t.InputChannels, t.OutputChannels, t.KernelSize, t.KernelSize);
                AddTensor(node, "bias", t.Bias, t.OutputChannels);
                break;
            case DenseLayer d:
                node.OpType = "Gemm";
                node.Attribute.Add(Integer("transB", 1));
                AddTensor(node, "weight", d.Weights, d.OutputSize, d.InputSize);
                AddTensor(node, "bias", d.Bias, d.OutputSize);
                break;
            case BatchNormalizationLayer b:
                node.OpType = "BatchNormalization";
                node.Attribute.Add(Number("epsilon", b.Epsilon));
                AddTensor(node, "scale", b.Scale, b.Channels);
                AddTensor(node, "shift", b.Shift, b.Channels);
                AddTensor(node, "mean", b.Mean, b.Channels);
                AddTensor(node, "variance", b.Variance, b.Channels);
                break;
            case LeakyReluLayer l:
                node.OpType = "LeakyRelu";
                node.Attribute.Add(Number("alpha", l.Slope));
                break;
            case ReluLayer:
                node.OpType = "Relu";
                break;
            case SigmoidLayer:
                node.OpType = "Sigmoid";
                break;
            case SiluLayer:
                node.OpType = "Mul";
                node.Input.Insert(0, $"{name}.sigmoid");
                _graph.Node.Add(new NodeProto { Name = $"{name}.sigmoid", OpType = "Sigmoid", Input = { input }, Output = { $"{name}.sigmoid" } });
                break;
            case UnitLengthLayer:
                node.OpType = "LpNormalization";
                node.Attribute.Add(Integer("axis", 1));
                node.Attribute.Add(Integer("p", 2));
                break;
            case PixelShuffleLayer p:
                node.OpType = "DepthToSpace";
                node.Attribute.Add(Integer("blocksize", p.Factor));
                node.Attribute.Add(Text("mode", OnnxNames.PixelShuffleMode));
                break;
            case FlattenLayer:
                node.OpType = "Flatten";
                node.Attribute.Add(Integer("axis", 1));
                break;
            case ReshapeLayer r:
                node.OpType = "Reshape";
                AddTensor(node, "shape", DataType.Int64, MemoryMarshal.AsBytes<long>([0, r.Channels, r.Height, r.Width]), 4); // 0: the batch stays what it is
                break;
            default:
                throw new UnreachableException($"No ONNX operator for {layer.GetType()}.");
        }

        _graph.Node.Add(node);
    }

    private static void AddWindow(NodeProto node, int kernelSize, int stride, int padding)
    {
        node.Attribute.Add(Integers("kernel_shape", kernelSize, kernelSize));
        node.Attribute.Add(Integers("strides", stride, stride));
        node.Attribute.Add(Integers("pads", padding, padding, padding, padding));
    }

    private void AddTensor(NodeProto node, string part, float[] values, params ReadOnlySpan<long> dimensions) =>
        AddTensor(node, part, DataType.Float, MemoryMarshal.AsBytes(values.AsSpan()), dimensions);

    private void AddTensor(NodeProto node, string part, DataType type, ReadOnlySpan<byte> bytes, params ReadOnlySpan<long> dimensions)
    {
        string name = $"{node.Name}.{part}";
        TensorProto tensor = new() { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        tensor.Dims.AddRange(dimensions.ToArray());
        _graph.Initializer.Add(tensor);
        node.Input.Add(name);
    }

    private static AttributeProto Integer(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    private static AttributeProto Integers(string name, params long[] values) => new() { Name = name, Type = AttributeType.Ints, Ints = { values } };

    private static AttributeProto Text(string name, string value) => new() { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    private static AttributeProto Number(string name, float value) => new() { Name = name, Type = AttributeType.Float, F = value };
}
