using Google.Protobuf.Collections;
using AttributeType = Lookalike.Models.Onnx.AttributeProto.Types.AttributeType;

namespace Lookalike.Models.Onnx;

/// <summary>Reads one node as a layer. Operators, attributes and inputs that the writer does not write are refused.</summary>
internal sealed class OnnxNodeReader
{
    private const int MaxInteger = 1 << 20;

    private readonly NodeProto _node;
    private readonly string _where;
    private readonly OnnxTensors _tensors;
    private readonly ModelFaults _faults;
    private readonly Dictionary<string, AttributeProto> _attributes = [];

    private OnnxNodeReader(NodeProto node, string where, OnnxTensors tensors, ModelFaults faults)
    {
        _node = node;
        _where = where;
        _tensors = tensors;
        _faults = faults;
        foreach (AttributeProto attribute in node.Attribute)
        {
            if (!_attributes.TryAdd(attribute.Name, attribute)) throw faults.At(where, "attributes of different names", $"{Quoted.Of(attribute.Name)} twice");
        }
    }

    public static Layer Read(NodeProto node, string where, OnnxTensors tensors, ModelFaults faults)
    {
        OnnxNodeReader reader = new(node, where, tensors, faults);
        Layer layer = reader.ReadLayer();
        if (reader._attributes.Count > 0) throw faults.At(where, "only attributes that a model file has", Quoted.Of(reader._attributes.Keys.First()));
        return layer;
    }

    private Layer ReadLayer()
    {
        switch (_node.OpType)
        {
            case "Conv":
                ExpectInputs(3);
                float[] kernels = ReadKernels(out int[] convolution);
                return new ConvolutionLayer
                {
                    Weights = kernels,
                    Bias = ReadVector(2),
                    OutputChannels = convolution[0],
                    InputChannels = convolution[1],
                    KernelSize = convolution[2],
                    Stride = TakeEqualIntegers("strides", 2),
                    Padding = TakeEqualIntegers("pads", 4),
                };
            case "ConvTranspose":
                ExpectInputs(3);
                float[] transposedKernels = ReadKernels(out int[] transposed);
                return new TransposedConvolutionLayer
                {
                    Weights = transposedKernels,
                    Bias = ReadVector(2),
                    InputChannels = transposed[0],
                    OutputChannels = transposed[1],
                    KernelSize = transposed[2],
                    Stride = TakeEqualIntegers("strides", 2),
                    Padding = TakeEqualIntegers("pads", 4),
                    OutputPadding = TakeEqualIntegers("output_padding", 2),
                };
            case "Gemm":
                ExpectInputs(3);
                ExpectInteger("transB", 1);
                float[] matrix = _tensors.TakeFloats(_node.Input[1], 2, out int[] sizes);
                return new DenseLayer { Weights = matrix, Bias = ReadVector(2), OutputSize = sizes[0], InputSize = sizes[1] };
            case "BatchNormalization":
                ExpectInputs(5);
                float[] scale = ReadVector(1);
                return new BatchNormalizationLayer
                {
                    Channels = scale.Length,
                    Scale = scale,
                    Shift = ReadVector(2),
                    Mean = ReadVector(3),
                    Variance = ReadVector(4),
                    Epsilon = Take("epsilon", AttributeType.Float).F,
                };
            case "LeakyRelu":
                ExpectInputs(1);
                return new LeakyReluLayer { Slope = Take("alpha", AttributeType.Float).F };
            case "Relu":
                ExpectInputs(1);
                return new ReluLayer();
            case "Sigmoid":
                ExpectInputs(1);
                return new SigmoidLayer();
            case "LpNormalization":
                ExpectInputs(1);
                ExpectInteger("axis", 1);
                ExpectInteger("p", 2);
                return new UnitLengthLayer();
            case "DepthToSpace":
                ExpectInputs(1);
                ExpectText("mode", OnnxNames.PixelShuffleMode);
                return new PixelShuffleLayer { Factor = TakeInteger("blocksize") };
            case "Flatten":
                ExpectInputs(1);
                ExpectInteger("axis", 1);
                return new FlattenLayer();
            case "Reshape":
                ExpectInputs(2);
                return ReadReshape(_tensors.TakeIntegers(_node.Input[1]));
            default:
                throw _faults.At(
                    _where,
                    "one of the operators Conv, ConvTranspose, Gemm, BatchNormalization, LeakyRelu, Relu, Sigmoid, Mul (after Sigmoid), LpNormalization, DepthToSpace, Flatten, Reshape",
                    Quoted.Of(_node.OpType));
        }
    }

    private ReshapeLayer ReadReshape(long[] shape)
    {
        if (shape is not [0, _, _, _] || shape.AsSpan(1).ContainsAnyExceptInRange(1, int.MaxValue))
            throw _faults.At(_where, "a shape [0,C,H,W]", $"[{string.Join(',', shape.Take(8))}]");
        return new ReshapeLayer { Channels = (int)shape[1], Height = (int)shape[2], Width = (int)shape[3] };
    }

    private float[] ReadKernels(out int[] dimensions)
    {
        float[] kernels = _tensors.TakeFloats(_node.Input[1], 4, out dimensions);
        int size = TakeEqualIntegers("kernel_shape", 2);
        if (dimensions[2] != size || dimensions[3] != size)
            throw _faults.At(_where, $"kernels of {size}x{size}", $"{dimensions[2]}x{dimensions[3]}");
        return kernels;
    }

    private float[] ReadVector(int input) => _tensors.TakeFloats(_node.Input[input], 1, out _);

    private void ExpectInputs(int count)
    {
        if (_node.Input.Count != count) throw _faults.At(_where, $"{count} inputs", $"{_node.Input.Count}");
    }

    private void ExpectInteger(string name, long value)
    {
        AttributeProto attribute = Take(name, AttributeType.Int);
        if (attribute.I != value) throw _faults.At(_where, $"{name} = {value}", $"{attribute.I}");
    }

    private void ExpectText(string name, string value)
    {
        AttributeProto attribute = Take(name, AttributeType.String);
        if (attribute.S.ToStringUtf8() != value) throw _faults.At(_where, $"{name} = {value}", Quoted.Of(attribute.S.ToStringUtf8()));
    }

    private int TakeInteger(string name)
    {
        long value = Take(name, AttributeType.Int).I;
        if (value is < 0 or > MaxInteger) throw _faults.At(_where, $"{name} in 0..{MaxInteger}", $"{value}");
        return (int)value;
    }

    /// <summary>Integers that are all the same number: windows are square, and padded alike on every side.</summary>
    private int TakeEqualIntegers(string name, int count)
    {
        RepeatedField<long> values = Take(name, AttributeType.Ints).Ints;
        if (values.Count != count || values[0] is < 0 or > MaxInteger || values.Any(v => v != values[0]))
            throw _faults.At(_where, $"{name}: {count} equal integers in 0..{MaxInteger}", $"[{string.Join(',', values.Take(8))}]");
        return (int)values[0];
    }

    private AttributeProto Take(string name, AttributeType type)
    {
        if (!_attributes.Remove(name, out AttributeProto? attribute) || attribute.Type != type)
            throw _faults.At(_where, $"the attribute {name} of type {type}", attribute is null ? "none" : $"type {attribute.Type}");
        return attribute;
    }
}
