namespace Lookalike.Models.Onnx;

/// <summary>
/// The fields of each message of <c>onnx.proto</c>, for <see cref="WireSurvey"/>. The generated descriptors say the same and cost a search
/// 10 ms to build; a test holds the two together.
/// </summary>
internal sealed class WireMessage
{
    private static readonly WireMessage Entry = new("StringStringEntryProto", [WireField.Text(1, "key"), WireField.Text(2, "value")]);

    private static readonly WireMessage Tensor = new(
        "TensorProto",
        [
            WireField.Varints(1, "dims"), WireField.Varint(2, "data_type"), WireField.Text(8, "name"), WireField.Bytes(9, "raw_data"),
            WireField.Of(13, "external_data", Entry), WireField.Varint(14, "data_location"),
        ],
        [
            WireField.Bytes(4, "float_data"), WireField.Bytes(5, "int32_data"), WireField.Bytes(7, "int64_data"), WireField.Bytes(10, "double_data"),
            WireField.Bytes(11, "uint64_data"), WireField.Text(12, "doc_string"), WireField.Bytes(16, "metadata_props"),
        ]);

    private static readonly WireMessage Attribute = new(
        "AttributeProto",
        [
            WireField.Text(1, "name"), WireField.Single(2, "f"), WireField.Varint(3, "i"), WireField.Bytes(4, "s"), WireField.Varints(8, "ints"),
            WireField.Varint(20, "type"),
        ],
        [
            WireField.Of(5, "t", Tensor), WireField.Bytes(6, "g"), WireField.Singles(7, "floats"), WireField.Bytes(9, "strings"),
            WireField.Of(10, "tensors", Tensor), WireField.Bytes(11, "graphs"), WireField.Text(13, "doc_string"), WireField.Text(21, "ref_attr_name"),
        ]);

    private static readonly WireMessage Node = new(
        "NodeProto",
        [
            WireField.Text(1, "input"), WireField.Text(2, "output"), WireField.Text(3, "name"), WireField.Text(4, "op_type"),
            WireField.Of(5, "attribute", Attribute),
        ],
        [WireField.Text(6, "doc_string"), WireField.Text(7, "domain"), WireField.Bytes(9, "metadata_props")]);

    private static readonly WireMessage Dimension = new(
        "Dimension", [WireField.Varint(1, "dim_value"), WireField.Text(2, "dim_param")], [WireField.Text(3, "denotation")]);

    private static readonly WireMessage TensorShape = new("TensorShapeProto", [WireField.Of(1, "dim", Dimension)]);
    private static readonly WireMessage TensorType = new("Tensor", [WireField.Varint(1, "elem_type"), WireField.Of(2, "shape", TensorShape)]);
    private static readonly WireMessage Type = new("TypeProto", [WireField.Of(1, "tensor_type", TensorType)], [WireField.Text(6, "denotation")]);

    private static readonly WireMessage ValueInfo = new(
        "ValueInfoProto",
        [WireField.Text(1, "name"), WireField.Of(2, "type", Type)],
        [WireField.Text(3, "doc_string"), WireField.Bytes(4, "metadata_props")]);

    private static readonly WireMessage Graph = new(
        "GraphProto",
        [
            WireField.Of(1, "node", Node), WireField.Text(2, "name"), WireField.Of(5, "initializer", Tensor), WireField.Of(11, "input", ValueInfo),
            WireField.Of(12, "output", ValueInfo),
        ],
        [
            WireField.Text(10, "doc_string"), WireField.Bytes(13, "value_info"), WireField.Bytes(14, "quantization_annotation"),
            WireField.Bytes(15, "sparse_initializer"), WireField.Bytes(16, "metadata_props"),
        ]);

    private static readonly WireMessage OperatorSet = new("OperatorSetIdProto", [WireField.Text(1, "domain"), WireField.Varint(2, "version")]);

    private readonly WireField[] _ofAll;
    private readonly WireField[] _ofImported;

    private WireMessage(string name, WireField[] ofAll, params WireField[] ofImported) => (Name, _ofAll, _ofImported) = (name, ofAll, ofImported);

    /// <summary>The whole file.</summary>
    public static WireMessage Model { get; } = new(
        "ModelProto",
        [
            WireField.Varint(1, "ir_version"), WireField.Text(2, "producer_name"), WireField.Text(3, "producer_version"), WireField.Of(7, "graph", Graph),
            WireField.Of(8, "opset_import", OperatorSet), WireField.Of(14, "metadata_props", Entry),
        ],
        [
            WireField.Text(4, "domain"), WireField.Varint(5, "model_version"), WireField.Text(6, "doc_string"), WireField.Bytes(20, "training_info"),
            WireField.Bytes(25, "functions"),
        ]);

    /// <summary>The message's name in the format.</summary>
    public string Name { get; }

    /// <summary>All its fields, a handful, by number.</summary>
    public IEnumerable<WireField> Fields => _ofAll.Concat(_ofImported).OrderBy(static f => f.Number);

    /// <summary>The field of a number, or null.</summary>
    /// <param name="number">The number.</param>
    /// <param name="imported">Whether fields are known as well that only the graphs of imported encoders have.</param>
    public WireField? Find(ulong number, bool imported) => Find(number, _ofAll) ?? (imported ? Find(number, _ofImported) : null);

    private static WireField? Find(ulong number, WireField[] fields)
    {
        foreach (WireField field in fields)
        {
            if (field.Number == number) return field;
        }

        return null;
    }
}
