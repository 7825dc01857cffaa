using Lookalike.Models.Layers;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Networks;

/// <summary>A 2-D transposed convolution.</summary>
internal sealed class TransposedConvolution : TrainableLayer
{
    private readonly int _input, _output, _weight;
    private readonly Window _window;
    private readonly int? _bias;

    /// <summary>Reserves the weight, and the bias if there is one.</summary>
    public TransposedConvolution(ParameterLayout layout, int input, int output, Window window, bool bias = true)
    {
        (_input, _output, _window) = (input, output, window);
        _weight = layout.AddWeight(output * window.Size * window.Size, input, window.Size, window.Size, output); // seen as (in, out, height, width)
        if (bias) _bias = layout.AddConstant(0, output);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) =>
        nn.functional.conv_transpose2d(
            input, Weight(pass), _bias is { } b ? pass.Parameters[b] : null,
            [_window.Stride, _window.Stride], [_window.Padding, _window.Padding], [_window.OutputPadding, _window.OutputPadding]);

    /// <inheritdoc/>
    public override Layer Export(ForwardPass pass) => new TransposedConvolutionLayer
    {
        InputChannels = _input,
        OutputChannels = _output,
        KernelSize = _window.Size,
        Stride = _window.Stride,
        Padding = _window.Padding,
        OutputPadding = _window.OutputPadding,
        Weights = Weight(pass).Values(),
        Bias = _bias is { } b ? pass.Parameters[b].Values() : new float[_output],
    };

    private Tensor Weight(ForwardPass pass) => pass.Parameters[_weight].permute(0, 3, 1, 2);
}
