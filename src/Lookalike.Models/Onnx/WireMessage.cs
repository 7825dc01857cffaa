namespace Lookalike.Models.Onnx;

/// <summary>
/// The fields of each message of <c>onnx.proto</c>, for <see cref="WireSurvey"/>. The generated descriptors say the same and cost a search
/// 10 ms to build; a test holds the two together.
/// </summary>
internal sealed class WireMessage
{
    private static readonly WireMessage Attribute = new(
        "AttributeProto", WireField.Text(1, "name"), WireField.Single(2, "f"), WireField.Varint(3, "i"),
        WireField.Bytes(4, "s"), WireField.Varint(8, "ints"), WireField.Varint(20, "type"));

    private static readonly WireMessage Node = new(
        "NodeProto", WireField.Text(1, "input"), WireField.Text(2, "output"),
        WireField.Text(3, "name"), WireField.Text(4, "op_type"), WireField.Of(5, "attribute", Attribute));

    private static readonly WireMessage Entry = new("StringStringEntryProto", WireField.Text(1, "key"), WireField.Text(2, "value"));

    private static readonly WireMessage Tensor = new(
        "TensorProto", WireField.Varint(1, "dims"), WireField.Varint(2, "data_type"), WireField.Text(8, "name"), WireField.Bytes(9, "raw_data"),
        WireField.Of(13, "external_data", Entry), WireField.Varint(14, "data_location"));

    private static readonly WireMessage Dimension = new("Dimension", WireField.Varint(1, "dim_value"), WireField.Text(2, "dim_param"));
    private static readonly WireMessage TensorShape = new("TensorShapeProto", WireField.Of(1, "dim", Dimension));
    private static readonly WireMessage TensorType = new("Tensor", WireField.Varint(1, "elem_type"), WireField.Of(2, "shape", TensorShape));
    private static readonly WireMessage Type = new("TypeProto", WireField.Of(1, "tensor_type", TensorType));
    private static readonly WireMessage ValueInfo = new("ValueInfoProto", WireField.Text(1, "name"), WireField.Of(2, "type", Type));

    private static readonly WireMessage Graph = new(
        "GraphProto", WireField.Of(1, "node", Node), WireField.Text(2, "name"),
        WireField.Of(5, "initializer", Tensor), WireField.Of(11, "input", ValueInfo), WireField.Of(12, "output", ValueInfo));

    private static readonly WireMessage OperatorSet = new("OperatorSetIdProto", WireField.Text(1, "domain"), WireField.Varint(2, "version"));

    private WireMessage(string name, params WireField[] fields) => (Name, Fields) = (name, fields);

    /// <summary>The whole file.</summary>
    public static WireMessage Model { get; } = new(
        "ModelProto", WireField.Varint(1, "ir_version"), WireField.Text(2, "producer_name"),
        WireField.Text(3, "producer_version"), WireField.Of(7, "graph", Graph),
        WireField.Of(8, "opset_import", OperatorSet), WireField.Of(14, "metadata_props", Entry));

    /// <summary>The message's name in the format.</summary>
    public string Name { get; }

    /// <summary>Its fields, a handful.</summary>
    public IReadOnlyList<WireField> Fields { get; }

    /// <summary>The field of a number, or null.</summary>
    public WireField? Find(ulong number)
    {
        foreach (WireField field in (WireField[])Fields)
        {
            if (field.Number == number) return field;
        }

        return null;
    }
}
