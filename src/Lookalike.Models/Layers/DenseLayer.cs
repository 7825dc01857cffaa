namespace Lookalike.Models;

/// <summary>A fully connected layer, y = W x + b: [N,in] -> [N,out]. ONNX <c>Gemm</c> with the second matrix transposed.</summary>
public sealed class DenseLayer : Layer
{
    /// <summary>The matrix W, row-major [out,in]. Finite. Kept by reference.</summary>
    public required float[] Weights { get; init; }

    /// <summary>The vector b [out]. Finite. Kept by reference.</summary>
    public required float[] Bias { get; init; }

    /// <summary>Values of the input, at least 1.</summary>
    public required int InputSize { get; init; }

    /// <summary>Values of the output, at least 1.</summary>
    public required int OutputSize { get; init; }

    internal override long WeightCount => Weights.LongLength + Bias.LongLength;

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
}
