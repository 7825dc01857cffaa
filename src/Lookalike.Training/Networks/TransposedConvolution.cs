using Lookalike.Models.Layers;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Networks;

/// <summary>A 2-D transposed convolution.</summary>
internal sealed class TransposedConvolution : TrainableLayer
{
    private readonly int _input, _output, _kernel, _stride, _padding, _outputPadding, _weight;
    private readonly int? _bias;

    /// <summary>Reserves the weight, and the bias if there is one.</summary>
    public TransposedConvolution(
        ParameterLayout layout, int input, int output, int kernel, int stride = 1, int padding = 0, int outputPadding = 0, bool bias = true)
    {
        (_input, _output, _kernel, _stride, _padding, _outputPadding) = (input, output, kernel, stride, padding, outputPadding);
        _weight = layout.AddWeight(output * kernel * kernel, input, kernel, kernel, output); // seen as (in, out, height, width)
        if (bias) _bias = layout.AddConstant(0, output);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) =>
        nn.functional.conv_transpose2d(
            input, Weight(pass), _bias is { } b ? pass.Parameters[b] : null, [_stride, _stride], [_padding, _padding], [_outputPadding, _outputPadding]);

    /// <inheritdoc/>
    public override Layer Export(ForwardPass pass) => new TransposedConvolutionLayer
    {
        InputChannels = _input,
        OutputChannels = _output,
        KernelSize = _kernel,
        Stride = _stride,
        Padding = _padding,
        OutputPadding = _outputPadding,
        Weights = Weight(pass).Values(),
        Bias = _bias is { } b ? pass.Parameters[b].Values() : new float[_output],
    };

    private Tensor Weight(ForwardPass pass) => pass.Parameters[_weight].permute(0, 3, 1, 2);
}
