using System.Runtime.InteropServices;
using Google.Protobuf;
using Lookalike.Models.Onnx;
using AttributeType = Lookalike.Models.Onnx.AttributeProto.Types.AttributeType;
using DataType = Lookalike.Models.Onnx.TensorProto.Types.DataType;

namespace Lookalike.Models.Layers;

/// <summary>Writes one layer: its node, and its weights as initialisers of the graph.</summary>
internal sealed class LayerWriter
{
    private readonly GraphProto _graph;
    private readonly NodeProto _node;

    private LayerWriter(GraphProto graph, NodeProto node) => (_graph, _node) = (graph, node);

    /// <summary>Adds a layer to a graph, under a name, between two values.</summary>
    public static void Write(Layer layer, GraphProto graph, string name, string input, string output)
    {
        LayerWriter writer = new(graph, new NodeProto { Name = name, Input = { input }, Output = { output } });
        layer.Write(writer);
        graph.Node.Add(writer._node);
    }

    public void Begin(string operatorName) => _node.OpType = operatorName;

    /// <summary>Puts a node of the same input in front of this one, which takes its output as one more input, the first.</summary>
    public void AddNodeBefore(string part, string operatorName)
    {
        string name = $"{_node.Name}.{part}";
        _graph.Node.Add(new NodeProto { Name = name, OpType = operatorName, Input = { _node.Input[0] }, Output = { name } });
        _node.Input.Insert(0, name);
    }

    public void AddInteger(string name, long value) => _node.Attribute.Add(new AttributeProto { Name = name, Type = AttributeType.Int, I = value });

    public void AddIntegers(string name, params long[] values) =>
        _node.Attribute.Add(new AttributeProto { Name = name, Type = AttributeType.Ints, Ints = { values } });

    public void AddNumber(string name, float value) => _node.Attribute.Add(new AttributeProto { Name = name, Type = AttributeType.Float, F = value });

    public void AddText(string name, string value) =>
        _node.Attribute.Add(new AttributeProto { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) });

    public void AddTensor(string part, float[] values, params long[] dimensions) =>
        AddTensor(part, DataType.Float, MemoryMarshal.AsBytes(values.AsSpan()), dimensions);

    /// <summary>Adds a vector of integers.</summary>
    public void AddTensor(string part, params long[] values) => AddTensor(part, DataType.Int64, MemoryMarshal.AsBytes(values.AsSpan()), [values.Length]);

    private void AddTensor(string part, DataType type, ReadOnlySpan<byte> bytes, long[] dimensions)
    {
        string name = $"{_node.Name}.{part}";
        TensorProto tensor = new() { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes), Dims = { dimensions } };
        _graph.Initializer.Add(tensor);
        _node.Input.Add(name);
    }
}
