using Google.Protobuf;
using Lookalike.Models.Onnx;
using Lookalike.Models.Tests.Onnx;

namespace Lookalike.Models.Tests.Networks;

public sealed class OnnxGraphReaderTests
{
    public static TheoryData<string, string> Faults { get; } = new()
    {
        { "operator", "found 'Loop'" },
        { "unused initialiser", "'spare', unused" },
        { "initialiser twice", "'encoder.0.weight' twice" },
        { "missing initialiser", "initialiser 'nowhere': expected an initialiser that one node uses, found none" },
        { "shared initialiser", "or one used before" },
        { "external location", "found a reference to another file" },
        { "external data", "found a reference to another file" },
        { "double", "expected the data type Float (1), found 11" },
        { "rank", "expected 4 dimensions, found 5" },
        { "zero dimension", "expected dimensions of 1..2147483647, found 0" },
        { "negative dimension", "expected dimensions of 1..2147483647, found -4" },
        { "huge dimensions", "found 144" },
        { "short values", "expected 144 bytes for [4,1,3,3], found 143" },
        { "kernel", "expected kernels of 5x5, found 3x3" },
        { "uneven strides", "strides: 2 equal integers in 0..1048576, found [2,3]" },
        { "no strides", "strides: 2 equal integers in 0..1048576, found []" },
        { "huge stride", "[2305843009213693952,2305843009213693952]" },
        { "large stride", "encoder layer 0 (ConvolutionLayer): expected a stride in 1..255, found 1048576" },
        { "missing attribute", "expected the attribute strides of type Ints, found none" },
        { "attribute of another type", "expected the attribute strides of type Ints, found type Float" },
        { "unknown attribute", "expected only attributes that a model file has, found 'dilations'" },
        { "attribute twice", "'strides' twice" },
        { "untransposed", "expected transB = 1, found 0" },
        { "inputs", "expected 3 inputs, found 2" },
        { "no inputs", "as its first input, found none" },
        { "outputs", "expected 1 output, found 2" },
        { "skip", "expected the output of the node before it, 'encoder.0', as its first input, found 'pixels'" },
        { "loop", "expected an output name of its own, found 'pixels'" },
        { "reshape of five", "expected a shape [0,C,H,W], found [0,5,4,3,1]" },
        { "reshape to negative", "expected a shape [0,C,H,W], found [0,5,-1,3]" },
        { "reshape of the batch", "expected a shape [0,C,H,W], found [1,5,4,3]" },
        { "no end", "expected a chain that ends in 'reconstruction', found 'decoder.6'" },
        { "no latent", "expected 'latent' on the way to 'reconstruction', found none" },
        { "no nodes", "expected a chain that ends in 'reconstruction', found 'pixels'" },
        { "too many nodes", "expected at most 2000 nodes, found 2001" },
        { "not a number", "encoder layer 0 (ConvolutionLayer): expected finite numbers in the weights [out,in,k,k], found NaN or infinity" },
        { "infinite slope", "expected a finite slope" },
        { "negative variance", "expected variances of 0 or more, found -1 for channel 0" },
        { "zero epsilon", "expected an epsilon above 0, found 0" },
        { "another weight", "the fingerprint: expected " },
        { "control characters", "found 'Re?[31mlu'" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_graph_that_is_not_the_chain_of_a_model_file_is_refused(string fault, string message)
    {
        Assert.Contains(message, HostileFile.Refusal(m => Change(m.Graph, fault)).Message, StringComparison.Ordinal);
    }

    private static void Change(GraphProto graph, string fault)
    {
        NodeProto first = graph.Node[0]; // Conv, with the strides as its second attribute
        TensorProto weights = graph.Initializer[0];
        AttributeProto strides = first.Attribute.Single(static a => a.Name == "strides");
        NodeProto reshape = graph.Node.Single(static n => n.OpType == "Reshape"), normalization = graph.Node.First(static n => n.OpType == "BatchNormalization");
        TensorProto Tensor(string name) => graph.Initializer.Single(t => t.Name == name);
        void Reshape(params long[] shape)
        {
            TensorProto tensor = Tensor(reshape.Input[1]);
            tensor.Dims[0] = shape.Length;
            tensor.RawData = ByteString.CopyFrom([.. shape.SelectMany(BitConverter.GetBytes)]);
        }

        void SetFirst(TensorProto tensor, float value) => tensor.RawData = ByteString.CopyFrom([.. BitConverter.GetBytes(value), .. tensor.RawData.Skip(4)]);
        switch (fault)
        {
            case "operator": first.OpType = "Loop"; break;
            case "unused initialiser": graph.Initializer.Add(new TensorProto { Name = "spare" }); break;
            case "initialiser twice": graph.Initializer.Add(weights); break;
            case "missing initialiser": first.Input[1] = "nowhere"; break;
            case "shared initialiser": graph.Node[3].Input[1] = first.Input[1]; break;
            case "external location": weights.DataLocation = 1; break;
            case "external data": weights.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "../../etc/passwd" }); break;
            case "double": weights.DataType = 11; break;
            case "rank": weights.Dims.Add(1); break;
            case "zero dimension": weights.Dims[1] = 0; break;
            case "negative dimension": weights.Dims[0] = -4; break;
            case "huge dimensions": (weights.Dims[0], weights.Dims[1], weights.Dims[2], weights.Dims[3]) = (int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue); break;
            case "short values": weights.RawData = ByteString.CopyFrom(weights.RawData.Span[1..]); break;
            case "kernel": (first.Attribute[0].Ints[0], first.Attribute[0].Ints[1]) = (5, 5); break;
            case "uneven strides": strides.Ints[1] = 3; break;
            case "no strides": strides.Ints.Clear(); break;
            case "huge stride": (strides.Ints[0], strides.Ints[1]) = (1L << 61, 1L << 61); break;
            case "large stride": (strides.Ints[0], strides.Ints[1]) = (1 << 20, 1 << 20); break;
            case "missing attribute": first.Attribute.Remove(strides); break;
            case "attribute of another type": strides.Type = AttributeProto.Types.AttributeType.Float; break;
            case "unknown attribute": first.Attribute.Add(new AttributeProto { Name = "dilations" }); break;
            case "attribute twice": first.Attribute.Add(strides); break;
            case "untransposed": graph.Node.First(static n => n.OpType == "Gemm").Attribute[0].I = 0; break;
            case "inputs": first.Input.RemoveAt(2); break;
            case "no inputs": first.Input.Clear(); break;
            case "outputs": first.Output.Add("another"); break;
            case "skip": graph.Node[1].Input[0] = "pixels"; break;
            case "loop": graph.Node[1].Output[0] = "pixels"; break;
            case "reshape of five": Reshape(0, 5, 4, 3, 1); break;
            case "reshape to negative": Reshape(0, 5, -1, 3); break;
            case "reshape of the batch": Reshape(1, 5, 4, 3); break;
            case "no end": graph.Node[^1].Output[0] = "decoder.6"; break;
            case "no latent":
                graph.Node.Single(static n => n.Output[0] == "latent").Output[0] = "other";
                graph.Node.Single(static n => n.Input[0] == "latent").Input[0] = "other";
                break;
            case "no nodes": graph.Node.Clear(); break;
            case "too many nodes":
                while (graph.Node.Count < 2001) graph.Node.Add(first);
                break;
            case "not a number": SetFirst(weights, float.NaN); break;
            case "infinite slope": graph.Node[1].Attribute[0].F = float.PositiveInfinity; break;
            case "negative variance": SetFirst(Tensor(normalization.Input[4]), -1); break;
            case "zero epsilon": normalization.Attribute[0].F = 0; break;
            case "another weight": SetFirst(weights, 0.5f); break;
            case "control characters": graph.Node[4].OpType = "Re\u001b[31mlu"; break;
            default: Assert.Fail($"No change named {fault}."); break;
        }
    }
}
