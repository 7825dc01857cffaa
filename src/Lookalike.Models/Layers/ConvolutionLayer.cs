namespace Lookalike.Models;

/// <summary>A two-dimensional convolution with a square kernel: [N,in,H,W] -> [N,out,(H+2p-k)/s+1,(W+2p-k)/s+1]. ONNX <c>Conv</c>, one group, no dilation.</summary>
public sealed class ConvolutionLayer : Layer
{
    internal const int MaxKernelSize = 255;

    /// <summary>The kernels, row-major [out,in,k,k] (OIHW). Finite. Kept by reference.</summary>
    public required float[] Weights { get; init; }

    /// <summary>One value an output channel. Finite. Kept by reference.</summary>
    public required float[] Bias { get; init; }

    /// <summary>Channels of the input, at least 1.</summary>
    public required int InputChannels { get; init; }

    /// <summary>Channels of the output, at least 1.</summary>
    public required int OutputChannels { get; init; }

    /// <summary>Rows and columns of the kernel, 1..255.</summary>
    public required int KernelSize { get; init; }

    /// <summary>Pixels from one kernel position to the next, down and across, 1..255. 1 by default.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Rows and columns of zeros put around the input on each side, 0..<see cref="KernelSize"/>-1. 0 by default.</summary>
    public int Padding { get; init; }

    internal override long WeightCount => Weights.LongLength + Bias.LongLength;

    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = default;
        if (input.IsFlat) return $"expected a map [N,C,H,W], found {input}; put a ReshapeLayer before it";
        string? fault = FindRangeFault(InputChannels, "input channels", 1, int.MaxValue)
            ?? FindRangeFault(OutputChannels, "output channels", 1, int.MaxValue)
            ?? FindRangeFault(KernelSize, "a kernel size", 1, MaxKernelSize)
            ?? FindRangeFault(Stride, "a stride", 1, MaxKernelSize)
            ?? FindRangeFault(Padding, "a padding", 0, KernelSize - 1);
        if (fault is not null) return fault;
        if (input.Channels != InputChannels) return $"expected an input of {InputChannels} channels, found {input}";
        long height = input.Height + (2L * Padding) - KernelSize, width = input.Width + (2L * Padding) - KernelSize;
        if (height < 0 || width < 0) return $"expected an input as large as the kernel ({KernelSize}x{KernelSize}), found {input} with padding {Padding}";
        output = FeatureShape.Map(OutputChannels, (height / Stride) + 1, (width / Stride) + 1);
        return FindArrayFault(Weights, "the weights [out,in,k,k]", FeatureShape.Map(OutputChannels, InputChannels, KernelSize * KernelSize).Count)
            ?? FindArrayFault(Bias, "the bias [out]", OutputChannels);
    }
}
