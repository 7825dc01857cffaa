using System.Runtime.InteropServices;
using Google.Protobuf;
using Lookalike.Models.Faults;
using Lookalike.Models.Onnx;
using DataType = Lookalike.Models.Onnx.TensorProto.Types.DataType;

namespace Lookalike.Models.Importing;

/// <summary>
/// Somebody else's graph, checked, without what is not needed to run it, and with no name that is needed around it. Not changed once made.
/// </summary>
internal sealed class ForeignGraph
{
    private readonly List<NodeProto> _nodes;
    private readonly List<TensorProto> _weights;

    private ForeignGraph(List<NodeProto> nodes, List<TensorProto> weights, IReadOnlyList<ValueInfoProto> inputs, IReadOnlyList<ValueInfoProto> outputs)
    {
        _nodes = nodes;
        _weights = weights;
        Inputs = inputs;
        Outputs = outputs;
    }

    public IReadOnlyList<NodeProto> Nodes => _nodes;

    public IReadOnlyList<TensorProto> Weights => _weights;

    /// <summary>What it is given; weights, which old files name here too, are not among them.</summary>
    public IReadOnlyList<ValueInfoProto> Inputs { get; }

    public IReadOnlyList<ValueInfoProto> Outputs { get; }

    /// <exception cref="ModelFileException">Something of the model is refused.</exception>
    public static ForeignGraph Of(ModelProto model, ModelFaults faults)
    {
        GraphInspection.Check(model, faults);
        GraphProto graph = model.Graph;
        HashSet<string> weights = [.. graph.Initializer.Select(static t => t.Name)];
        return new ForeignGraph(
            [.. graph.Node.Select(Bare)],
            [.. graph.Initializer.Select(Bare)],
            [.. graph.Input.Where(v => !weights.Contains(v.Name)).Select(Bare)],
            [.. graph.Output.Select(Bare)]);
    }

    /// <summary>A name as it stands in this graph.</summary>
    public static string NameOf(string name) =>
        name is OnnxNames.Pixels or OnnxNames.Latent || name.StartsWith(NodeChain.Prefix, StringComparison.Ordinal) ? $"imported.{name}" : name;

    /// <summary>Whether a value is made in it.</summary>
    public bool Makes(string value) => _nodes.Any(n => n.Output.Contains(value));

    /// <summary>What is needed of it for one value, and no more: the heads of other outputs, and a tower for texts, fall away.</summary>
    public ForeignGraph For(string output)
    {
        Dictionary<string, NodeProto> makers = [];
        foreach (NodeProto node in _nodes)
        {
            foreach (string made in node.Output) makers.TryAdd(made, node);
        }

        HashSet<string> needed = [output];
        HashSet<NodeProto> used = new(ReferenceEqualityComparer.Instance);
        Stack<string> open = new([output]);
        while (open.TryPop(out string? value))
        {
            if (!makers.TryGetValue(value, out NodeProto? maker) || !used.Add(maker)) continue;
            foreach (string input in maker.Input)
            {
                if (input.Length > 0 && needed.Add(input)) open.Push(input);
            }
        }

        return new ForeignGraph(
            [.. _nodes.Where(used.Contains)],
            [.. _weights.Where(t => needed.Contains(t.Name))],
            [.. Inputs.Where(v => needed.Contains(v.Name))],
            [.. Outputs.Where(v => v.Name == output)]);
    }

    private static NodeProto Bare(NodeProto node)
    {
        NodeProto bare = node.Clone();
        bare.Name = NameOf(bare.Name);
        bare.ClearDocString();
        bare.ClearDomain(); // ONNX's own, which is checked
        bare.MetadataProps.Clear();
        foreach (AttributeProto attribute in bare.Attribute) attribute.ClearDocString();
        for (int i = 0; i < bare.Input.Count; i++) bare.Input[i] = NameOf(bare.Input[i]);
        for (int i = 0; i < bare.Output.Count; i++) bare.Output[i] = NameOf(bare.Output[i]);
        return bare;
    }

    // Numbers that stand one by one are read ten times as slowly as bytes.
    private static TensorProto Bare(TensorProto tensor)
    {
        TensorProto bare = new() { Name = NameOf(tensor.Name), DataType = tensor.DataType, Dims = { tensor.Dims } };
        bool isPlain = tensor.DataType == (int)DataType.Float && tensor.FloatData.Count > 0;
        if (tensor.HasRawData) bare.RawData = tensor.RawData;
        else if (isPlain) bare.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(tensor.FloatData.ToArray()));
        else Copy(tensor, bare);
        return bare;
    }

    private static void Copy(TensorProto from, TensorProto to)
    {
        to.FloatData.Add(from.FloatData);
        to.Int32Data.Add(from.Int32Data);
        to.Int64Data.Add(from.Int64Data);
        to.DoubleData.Add(from.DoubleData);
        to.Uint64Data.Add(from.Uint64Data);
    }

    private static ValueInfoProto Bare(ValueInfoProto value) => new() { Name = NameOf(value.Name), Type = value.Type };
}
