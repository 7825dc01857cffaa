using System.Diagnostics.CodeAnalysis;

namespace Lookalike.Models.Layers;

/// <summary>
/// A transposed convolution: [N,in,H,W] -> [N,out,(H-1)s-2p+k+o,(W-1)s-2p+k+o], s the stride, p the padding, o the output padding.
/// The weights are [in,out,k,k] (IOHW). ONNX <c>ConvTranspose</c>.
/// </summary>
internal sealed class TransposedConvolutionLayer : KernelLayer
{
    internal const string Operator = "ConvTranspose";

    /// <summary>Makes a layer; its weights and sizes are to be set.</summary>
    public TransposedConvolutionLayer()
    {
    }

    [SetsRequiredMembers]
    private TransposedConvolutionLayer(LayerReader node)
        : base(node, outputsFirst: false) => OutputPadding = node.TakeEqualIntegers("output_padding", 2);

    /// <summary>Rows and columns added to the output at the bottom and the right, 0..<see cref="KernelLayer.Stride"/>-1. 0 by default.</summary>
    public int OutputPadding { get; init; }

    private protected override string OperatorName => Operator;

    private protected override bool OutputsFirst => false;

    // Only every stride-th row and column of the kernel meets an input.
    private protected override double InputsOfOutput => (double)InputChannels * KernelSize * KernelSize / (Stride * Stride);

    internal static Layer Read(LayerReader node) => new TransposedConvolutionLayer(node);

    internal override void AddTo(LayerHash hash)
    {
        hash.Add("transposed convolution");
        hash.Add(InputChannels, OutputChannels, KernelSize, Stride, Padding, OutputPadding);
        hash.Add(Weights);
        hash.Add(Bias);
    }

    internal override void Write(LayerWriter node)
    {
        base.Write(node);
        node.AddIntegers("output_padding", OutputPadding, OutputPadding);
    }

    private protected override int OutputOf(int weight) => weight / KernelArea % OutputChannels;

    private protected override string? FindOwnFault() => FindRangeFault(OutputPadding, "an output padding", 0, Stride - 1);

    private protected override string? FindSizeFault(FeatureShape input, out FeatureShape output)
    {
        long grown = KernelSize + OutputPadding - (2L * Padding);
        long height = ((input.Height - 1) * Stride) + grown, width = ((input.Width - 1) * Stride) + grown;
        output = FeatureShape.Map(OutputChannels, height, width);
        return height >= 1 && width >= 1 ? null : $"expected an output of at least 1x1, found {height}x{width} from {input} with padding {Padding}";
    }
}
