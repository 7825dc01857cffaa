namespace Lookalike.Models;

/// <summary>
/// A two-dimensional transposed convolution with a square kernel: [N,in,H,W] -> [N,out,(H-1)s-2p+k+o,(W-1)s-2p+k+o], o the output padding.
/// ONNX <c>ConvTranspose</c>, one group, no dilation.
/// </summary>
public sealed class TransposedConvolutionLayer : Layer
{
    /// <summary>The kernels, row-major [in,out,k,k] (IOHW). Finite. Kept by reference.</summary>
    public required float[] Weights { get; init; }

    /// <summary>One value an output channel. Finite. Kept by reference.</summary>
    public required float[] Bias { get; init; }

    /// <summary>Channels of the input, at least 1.</summary>
    public required int InputChannels { get; init; }

    /// <summary>Channels of the output, at least 1.</summary>
    public required int OutputChannels { get; init; }

    /// <summary>Rows and columns of the kernel, 1..255.</summary>
    public required int KernelSize { get; init; }

    /// <summary>Output pixels from one input pixel to the next, down and across, 1..255. 1 by default.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Rows and columns cut from the output on each side, 0..<see cref="KernelSize"/>-1. 0 by default.</summary>
    public int Padding { get; init; }

    /// <summary>Rows and columns added to the output at the bottom and the right, 0..<see cref="Stride"/>-1. 0 by default.</summary>
    public int OutputPadding { get; init; }

    internal override long WeightCount => Weights.LongLength + Bias.LongLength;

    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = default;
        if (input.IsFlat) return $"expected a map [N,C,H,W], found {input}; put a ReshapeLayer before it";
        string? fault = FindRangeFault(InputChannels, "input channels", 1, int.MaxValue)
            ?? FindRangeFault(OutputChannels, "output channels", 1, int.MaxValue)
            ?? FindRangeFault(KernelSize, "a kernel size", 1, ConvolutionLayer.MaxKernelSize)
            ?? FindRangeFault(Stride, "a stride", 1, ConvolutionLayer.MaxKernelSize)
            ?? FindRangeFault(Padding, "a padding", 0, KernelSize - 1)
            ?? FindRangeFault(OutputPadding, "an output padding", 0, Stride - 1);
        if (fault is not null) return fault;
        if (input.Channels != InputChannels) return $"expected an input of {InputChannels} channels, found {input}";
        long grown = KernelSize + OutputPadding - (2L * Padding);
        long height = ((input.Height - 1) * Stride) + grown, width = ((input.Width - 1) * Stride) + grown;
        if (height < 1 || width < 1) return $"expected an output of at least 1x1, found {height}x{width} from {input} with padding {Padding}";
        output = FeatureShape.Map(OutputChannels, height, width);
        return FindArrayFault(Weights, "the weights [in,out,k,k]", FeatureShape.Map(InputChannels, OutputChannels, KernelSize * KernelSize).Count)
            ?? FindArrayFault(Bias, "the bias [out]", OutputChannels);
    }
}
