using System.Diagnostics.CodeAnalysis;

namespace Lookalike.Models.Layers;

/// <summary>
/// A convolution: [N,in,H,W] -> [N,out,(H+2p-k)/s+1,(W+2p-k)/s+1], s the stride, p the padding. The weights are [out,in,k,k] (OIHW). ONNX <c>Conv</c>.
/// </summary>
internal sealed class ConvolutionLayer : KernelLayer
{
    internal const string Operator = "Conv";

    /// <summary>Makes a layer; its weights and sizes are to be set.</summary>
    public ConvolutionLayer()
    {
    }

    [SetsRequiredMembers]
    private ConvolutionLayer(LayerReader node)
        : base(node, outputsFirst: true)
    {
    }

    private protected override string OperatorName => Operator;

    private protected override bool OutputsFirst => true;

    private protected override double InputsOfOutput => (double)InputChannels * KernelArea;

    internal static Layer Read(LayerReader node) => new ConvolutionLayer(node);

    internal override void AddTo(LayerHash hash)
    {
        hash.Add("convolution");
        hash.Add(InputChannels, OutputChannels, KernelSize, Stride, Padding);
        hash.Add(Weights);
        hash.Add(Bias);
    }

    // The zeros of a padding are not normalised: the borders would differ.
    internal override Layer? WithInputs(BatchNormalizationLayer normalization) =>
        Padding > 0 ? null : WithInputs(normalization, i => i / KernelArea % InputChannels);

    private protected override int OutputOf(int weight) => weight / (InputChannels * KernelArea);

    private protected override string? FindSizeFault(FeatureShape input, out FeatureShape output)
    {
        long height = input.Height + (2L * Padding) - KernelSize, width = input.Width + (2L * Padding) - KernelSize;
        output = FeatureShape.Map(OutputChannels, (height / Stride) + 1, (width / Stride) + 1);
        return height >= 0 && width >= 0 ? null : $"expected an input as large as the kernel ({KernelSize}x{KernelSize}), found {input} with padding {Padding}";
    }
}
