using Google.Protobuf.Collections;
using Lookalike.Models.Faults;
using Lookalike.Models.Onnx;
using AttributeType = Lookalike.Models.Onnx.AttributeProto.Types.AttributeType;

namespace Lookalike.Models.Layers;

/// <summary>Reads one node as a layer. Operators, attributes and inputs that the writer does not write are refused.</summary>
internal sealed class LayerReader
{
    private const int MaxInteger = 1 << 20;

    private readonly NodeProto _node;
    private readonly string _where;
    private readonly OnnxTensors _tensors;
    private readonly ModelFaults _faults;
    private readonly Dictionary<string, AttributeProto> _attributes = [];

    private LayerReader(NodeProto node, string where, OnnxTensors tensors, ModelFaults faults)
    {
        (_node, _where, _tensors, _faults) = (node, where, tensors, faults);
        foreach (AttributeProto attribute in node.Attribute)
        {
            if (!_attributes.TryAdd(attribute.Name, attribute)) throw Fault("attributes of different names", $"{Quoted.Of(attribute.Name)} twice");
        }
    }

    /// <summary>The layers of the side of the network that are read already.</summary>
    private List<Layer> Before { get; init; } = [];

    /// <summary>The name of what the node before takes.</summary>
    private string InputOfBefore { get; init; } = "";

    /// <summary>Reads a node, and adds its layer to those before it.</summary>
    /// <param name="node">The node; its first input is the output of the node before it.</param>
    /// <param name="where">What the node is called in messages.</param>
    /// <param name="tensors">Where its weights are taken from.</param>
    /// <param name="before">The layers so far.</param>
    /// <param name="inputOfBefore">The name of what the node before takes.</param>
    /// <param name="faults">What makes the exceptions.</param>
    /// <exception cref="ModelFileException">The node is none that is written for a layer.</exception>
    public static void Read(NodeProto node, string where, OnnxTensors tensors, List<Layer> before, string inputOfBefore, ModelFaults faults)
    {
        LayerReader reader = new(node, where, tensors, faults) { Before = before, InputOfBefore = inputOfBefore };
        Func<LayerReader, Layer> read = LayerKinds.Find(node.OpType)
            ?? throw reader.Fault($"one of the operators {string.Join(", ", LayerKinds.Operators)}", Quoted.Of(node.OpType));
        before.Add(read(reader));
        if (reader._attributes.Count > 0) throw reader.Fault("only attributes that a model file has", Quoted.Of(reader._attributes.Keys.First()));
    }

    public ModelFileException Fault(string expected, string found) => _faults.At(_where, expected, found);

    /// <summary>
    /// Takes back the layer before this node, where it is of a kind and the node joins its output and its input: the two nodes are one layer.
    /// </summary>
    public bool Absorb<TLayer>()
        where TLayer : Layer
    {
        if (Before is not [.., TLayer] || _node.Input.Count != 2 || _node.Input[1] != InputOfBefore || _attributes.Count > 0) return false;
        Before.RemoveAt(Before.Count - 1);
        return true;
    }

    public void ExpectInputs(int count)
    {
        if (_node.Input.Count != count) throw Fault($"{count} inputs", $"{_node.Input.Count}");
    }

    public void ExpectInteger(string name, long value)
    {
        AttributeProto attribute = Take(name, AttributeType.Int);
        if (attribute.I != value) throw Fault($"{name} = {value}", $"{attribute.I}");
    }

    public void ExpectText(string name, string value)
    {
        AttributeProto attribute = Take(name, AttributeType.String);
        if (attribute.S.ToStringUtf8() != value) throw Fault($"{name} = {value}", Quoted.Of(attribute.S.ToStringUtf8()));
    }

    public float[] TakeFloats(int input, int rank, out int[] dimensions) => _tensors.TakeFloats(_node.Input[input], rank, out dimensions);

    public float[] TakeVector(int input) => TakeFloats(input, 1, out _);

    public long[] TakeIntegers(int input) => _tensors.TakeIntegers(_node.Input[input]);

    public float TakeNumber(string name) => Take(name, AttributeType.Float).F;

    public int TakeInteger(string name)
    {
        long value = Take(name, AttributeType.Int).I;
        if (value is < 0 or > MaxInteger) throw Fault($"{name} in 0..{MaxInteger}", $"{value}");
        return (int)value;
    }

    /// <summary>Integers that are all the same number: windows are square, and padded alike on every side.</summary>
    public int TakeEqualIntegers(string name, int count)
    {
        RepeatedField<long> values = Take(name, AttributeType.Ints).Ints;
        if (values.Count != count || values[0] is < 0 or > MaxInteger || values.Any(v => v != values[0]))
            throw Fault($"{name}: {count} equal integers in 0..{MaxInteger}", $"[{string.Join(',', values.Take(8))}]");
        return (int)values[0];
    }

    private AttributeProto Take(string name, AttributeType type)
    {
        if (!_attributes.Remove(name, out AttributeProto? attribute) || attribute.Type != type)
            throw Fault($"the attribute {name} of type {type}", attribute is null ? "none" : $"type {attribute.Type}");
        return attribute;
    }
}
