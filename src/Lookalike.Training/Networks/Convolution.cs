using Lookalike.Models.Layers;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Networks;

/// <summary>A 2-D convolution (cross-correlation) with zero padding.</summary>
internal sealed class Convolution : TrainableLayer
{
    private readonly int _input, _output, _kernel, _stride, _padding, _weight;
    private readonly int? _bias;

    /// <summary>Reserves the weight, and the bias if there is one.</summary>
    public Convolution(ParameterLayout layout, int input, int output, int kernel, int stride = 1, int padding = 0, bool bias = true)
    {
        (_input, _output, _kernel, _stride, _padding) = (input, output, kernel, stride, padding);

        // Kept as (out, height, width, in) and seen as (out, in, height, width): libtorch takes that as channels-last and computes so.
        _weight = layout.AddWeight(input * kernel * kernel, output, kernel, kernel, input);
        if (bias) _bias = layout.AddConstant(0, output);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) =>
        nn.functional.conv2d(input, Weight(pass), _bias is { } b ? pass.Parameters[b] : null, [_stride, _stride], [_padding, _padding]);

    /// <inheritdoc/>
    public override Layer Export(ForwardPass pass) => new ConvolutionLayer
    {
        InputChannels = _input,
        OutputChannels = _output,
        KernelSize = _kernel,
        Stride = _stride,
        Padding = _padding,
        Weights = Weight(pass).Values(),
        Bias = _bias is { } b ? pass.Parameters[b].Values() : new float[_output],
    };

    private Tensor Weight(ForwardPass pass) => pass.Parameters[_weight].permute(0, 3, 1, 2);
}
