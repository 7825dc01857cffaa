namespace Lookalike.Models.Layers;

/// <summary>A fully connected layer, y = W x + b: [N,in] -> [N,out]. The weights are [out,in]. ONNX <c>Gemm</c> with the second matrix transposed.</summary>
internal sealed class DenseLayer : WeightedLayer
{
    internal const string Operator = "Gemm";

    /// <summary>Values of the input, at least 1.</summary>
    public required int InputSize { get; init; }

    /// <summary>Values of the output, at least 1.</summary>
    public required int OutputSize { get; init; }

    private protected override double InputsOfOutput => InputSize;

    internal static Layer Read(LayerReader node)
    {
        node.ExpectInputs(3);
        node.ExpectInteger("transB", 1);
        float[] weights = node.TakeFloats(1, 2, out int[] sizes);
        return new DenseLayer { Weights = weights, Bias = node.TakeVector(2), OutputSize = sizes[0], InputSize = sizes[1] };
    }

    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = default;
        if (!input.IsFlat) return $"expected a flat input [N,{InputSize}], found {input}; put a FlattenLayer before it";
        string? fault = FindRangeFault(InputSize, "an input size", 1, int.MaxValue) ?? FindRangeFault(OutputSize, "an output size", 1, int.MaxValue);
        if (fault is not null) return fault;
        if (input.Channels != InputSize) return $"expected an input [N,{InputSize}], found {input}";
        output = FeatureShape.Flat(OutputSize);
        return FindArrayFault(Weights, "the weights [out,in]", (long)OutputSize * InputSize) ?? FindArrayFault(Bias, "the bias [out]", OutputSize);
    }

    internal override void AddTo(LayerHash hash)
    {
        hash.Add("dense");
        hash.Add(InputSize, OutputSize);
        hash.Add(Weights);
        hash.Add(Bias);
    }

    internal override void Write(LayerWriter node)
    {
        node.Begin(Operator);
        node.AddInteger("transB", 1);
        node.AddTensor("weight", Weights, OutputSize, InputSize);
        node.AddTensor("bias", Bias, OutputSize);
    }

    internal override Layer WithInputs(BatchNormalizationLayer normalization)
    {
        int perChannel = InputSize / normalization.Channels; // [N,C,H,W] flattened is channel by channel
        return WithInputs(normalization, i => i % InputSize / perChannel);
    }

    private protected override int OutputOf(int weight) => weight / InputSize;
}
