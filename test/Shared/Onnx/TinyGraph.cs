using System.Runtime.InteropServices;
using Google.Protobuf;
using Lookalike.Models.Onnx;
using AttributeType = Lookalike.Models.Onnx.AttributeProto.Types.AttributeType;
using DataType = Lookalike.Models.Onnx.TensorProto.Types.DataType;

namespace Lookalike.Testing;

/// <summary>Small graphs such as other programs write, of nodes that a test puts after each other.</summary>
internal sealed class TinyGraph
{
    private const int Side = 8;

    private readonly GraphProto _graph = new() { Name = "tiny" };

    public ModelProto Model { get; }

    public TinyGraph(long operators = 13)
    {
        Model = new ModelProto { IrVersion = 7, ProducerName = "tests", Graph = _graph, OpsetImport = { new OperatorSetIdProto { Domain = "", Version = operators } } };
    }

    /// <summary>A convolution to four maps of 6 x 6: (N,3,8,8) -> (N,4,6,6).</summary>
    public static TinyGraph Maps(object? batch = null, object? side = null) =>
        new TinyGraph().Input("x", batch ?? "batch", 3, side ?? Side, side ?? Side).Convolution("x", "maps").Output("maps");

    /// <summary>The same with the mean of each map behind it: (N,4).</summary>
    public static TinyGraph Vector() => Maps().NoOutputs().Node("GlobalAveragePool", ["maps"], "means").Node("Flatten", ["means"], "vector").Output("vector");

    public TinyGraph Input(string name, params object[] dimensions)
    {
        _graph.Input.Add(Value(name, dimensions));
        return this;
    }

    public TinyGraph Output(string name, params object[] dimensions)
    {
        _graph.Output.Add(Value(name, dimensions));
        return this;
    }

    public TinyGraph NoOutputs()
    {
        _graph.Output.Clear();
        return this;
    }

    public TinyGraph Node(string operatorName, string[] inputs, string output, params AttributeProto[] attributes)
    {
        _graph.Node.Add(new NodeProto { Name = output, OpType = operatorName, Input = { inputs }, Output = { output }, Attribute = { attributes } });
        return this;
    }

    /// <summary>Four filters of 3 x 3 on three channels, each of another picture.</summary>
    public TinyGraph Convolution(string input, string output) =>
        Weights("w", [.. Enumerable.Range(0, 4 * 3 * 9).Select(static i => MathF.Sin(i * 1.7f) / 3)], 4, 3, 3, 3).Node("Conv", [input, "w"], output);

    public TinyGraph Weights(string name, float[] values, params long[] dimensions)
    {
        _graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)DataType.Float, FloatData = { values }, Dims = { dimensions } });
        return this;
    }

    public TinyGraph Integers(string name, params long[] values)
    {
        _graph.Initializer.Add(new TensorProto
        {
            Name = name,
            DataType = (int)DataType.Int64,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan())),
            Dims = { values.Length },
        });
        return this;
    }

    public static AttributeProto Order(params long[] values) => new() { Name = "perm", Type = AttributeType.Ints, Ints = { values } };

    public static AttributeProto Axis(long value) => new() { Name = "axis", Type = AttributeType.Int, I = value };

    private static ValueInfoProto Value(string name, object[] dimensions)
    {
        ValueInfoProto value = new() { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float } } };
        if (dimensions.Length == 0) return value;
        value.Type.TensorType.Shape = new TensorShapeProto
        {
            Dim = { dimensions.Select(static d => d is int size ? new TensorShapeProto.Types.Dimension { DimValue = size } : new TensorShapeProto.Types.Dimension { DimParam = (string)d }) },
        };
        return value;
    }
}
