using System.Runtime.InteropServices;
using Google.Protobuf;
using Lookalike.Models.Onnx;
using AttributeType = Lookalike.Models.Onnx.AttributeProto.Types.AttributeType;
using DataType = Lookalike.Models.Onnx.TensorProto.Types.DataType;

namespace Lookalike.Models.Importing;

/// <summary>Puts nodes into a graph, each of which takes what the one before it gives. All are valid in every operator set from 7 on.</summary>
internal sealed class NodeChain(GraphProto graph, string start)
{
    /// <summary>What the names of the chain's own values begin with.</summary>
    public const string Prefix = "lookalike.";

    private string _current = start;

    public void Add(string operatorName, params AttributeProto[] attributes)
    {
        string name = $"{Prefix}{graph.Node.Count}";
        graph.Node.Add(new NodeProto { Name = name, OpType = operatorName, Input = { _current }, Output = { name }, Attribute = { attributes } });
        _current = name;
    }

    /// <summary>Adds a node that takes numbers as well.</summary>
    public void AddWith(string operatorName, float[] operand, params long[] dimensions) =>
        AddWith(operatorName, DataType.Float, MemoryMarshal.AsBytes(operand.AsSpan()), dimensions);

    /// <summary>Takes elements along the second axis: several, in an order, or one, whose axis then falls away.</summary>
    public void AddGather(long[] positions, bool one)
    {
        AddWith("Gather", DataType.Int64, MemoryMarshal.AsBytes(positions.AsSpan()), one ? [] : [positions.Length]);
        graph.Node[^1].Attribute.Add(Integer("axis", 1));
    }

    public void AddTranspose(params long[] order) =>
        Add("Transpose", new AttributeProto { Name = "perm", Type = AttributeType.Ints, Ints = { order } });

    public void AddCast(int type) => Add("Cast", Integer("to", type));

    /// <summary>Gives the end of the chain its name.</summary>
    public void End(string name) =>
        graph.Node.Add(new NodeProto { Name = $"{Prefix}{graph.Node.Count}", OpType = "Identity", Input = { _current }, Output = { name } });

    public static AttributeProto Integer(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    private void AddWith(string operatorName, DataType type, ReadOnlySpan<byte> bytes, long[] dimensions)
    {
        Add(operatorName);
        string name = $"{_current}.operand";
        graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes), Dims = { dimensions } });
        graph.Node[^1].Input.Add(name);
    }
}
