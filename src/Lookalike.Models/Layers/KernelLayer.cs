using System.Diagnostics.CodeAnalysis;

namespace Lookalike.Models.Layers;

/// <summary>A two-dimensional convolution, or its transpose, with a square kernel, one group and no dilation.</summary>
internal abstract class KernelLayer : WeightedLayer
{
    private const int MaxKernelSize = 255;

    private protected KernelLayer()
    {
    }

    [SetsRequiredMembers]
    private protected KernelLayer(LayerReader node, bool outputsFirst)
    {
        node.ExpectInputs(3);
        Weights = node.TakeFloats(1, 4, out int[] dimensions);
        KernelSize = node.TakeEqualIntegers("kernel_shape", 2);
        if (dimensions[2] != KernelSize || dimensions[3] != KernelSize)
            throw node.Fault($"kernels of {KernelSize}x{KernelSize}", $"{dimensions[2]}x{dimensions[3]}");
        Bias = node.TakeVector(2);
        (OutputChannels, InputChannels) = outputsFirst ? (dimensions[0], dimensions[1]) : (dimensions[1], dimensions[0]);
        Stride = node.TakeEqualIntegers("strides", 2);
        Padding = node.TakeEqualIntegers("pads", 4);
    }

    /// <summary>Channels of the input, at least 1.</summary>
    public required int InputChannels { get; init; }

    /// <summary>Channels of the output, at least 1.</summary>
    public required int OutputChannels { get; init; }

    /// <summary>Rows and columns of the kernel, 1..255.</summary>
    public required int KernelSize { get; init; }

    /// <summary>Pixels of the larger map from one pixel of the smaller map to the next, down and across, 1..255. 1 by default.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>
    /// Rows and columns on each side, 0..<see cref="KernelSize"/>-1, that a convolution puts around its input, as zeros, and that a transposed one
    /// cuts from its output. 0 by default.
    /// </summary>
    public int Padding { get; init; }

    private protected int KernelArea => KernelSize * KernelSize;

    private long ExpectedWeights => FeatureShape.Map(OutputChannels, InputChannels, KernelArea).Count;

    /// <summary>The operator of ONNX.</summary>
    private protected abstract string OperatorName { get; }

    /// <summary>Whether the weights are [out,in,k,k]; else they are [in,out,k,k].</summary>
    private protected abstract bool OutputsFirst { get; }

    internal sealed override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = default;
        if (input.IsFlat) return $"expected a map [N,C,H,W], found {input}; put a ReshapeLayer before it";
        string? fault = FindRangeFault(InputChannels, "input channels", 1, int.MaxValue)
            ?? FindRangeFault(OutputChannels, "output channels", 1, int.MaxValue)
            ?? FindRangeFault(KernelSize, "a kernel size", 1, MaxKernelSize)
            ?? FindRangeFault(Stride, "a stride", 1, MaxKernelSize)
            ?? FindRangeFault(Padding, "a padding", 0, KernelSize - 1)
            ?? FindOwnFault();
        if (fault is not null) return fault;
        if (input.Channels != InputChannels) return $"expected an input of {InputChannels} channels, found {input}";
        return FindSizeFault(input, out output)
            ?? FindArrayFault(Weights, OutputsFirst ? "the weights [out,in,k,k]" : "the weights [in,out,k,k]", ExpectedWeights)
            ?? FindArrayFault(Bias, "the bias [out]", OutputChannels);
    }

    internal override void Write(LayerWriter node)
    {
        node.Begin(OperatorName);
        node.AddIntegers("kernel_shape", KernelSize, KernelSize);
        node.AddIntegers("strides", Stride, Stride);
        node.AddIntegers("pads", Padding, Padding, Padding, Padding);
        (int first, int second) = OutputsFirst ? (OutputChannels, InputChannels) : (InputChannels, OutputChannels);
        node.AddTensor("weight", Weights, first, second, KernelSize, KernelSize);
        node.AddTensor("bias", Bias, OutputChannels);
    }

    /// <summary>Says what is wrong with the numbers that only this kind has, or null.</summary>
    private protected virtual string? FindOwnFault() => null;

    /// <summary>Says why there is no output for an input of this size, or null.</summary>
    private protected abstract string? FindSizeFault(FeatureShape input, out FeatureShape output);
}
