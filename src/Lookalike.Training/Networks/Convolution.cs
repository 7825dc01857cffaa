using Lookalike.Models.Layers;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Networks;

/// <summary>A 2-D convolution (cross-correlation) with zero padding.</summary>
internal sealed class Convolution : TrainableLayer
{
    private readonly int _input, _output, _weight;
    private readonly Window _window;
    private readonly int? _bias;

    /// <summary>Reserves the weight, and the bias if there is one.</summary>
    public Convolution(ParameterLayout layout, int input, int output, Window window, bool bias = true)
    {
        (_input, _output, _window) = (input, output, window);

        // Kept as (out, height, width, in) and seen as (out, in, height, width): libtorch takes that as channels-last and computes so.
        _weight = layout.AddWeight(input * window.Size * window.Size, output, window.Size, window.Size, input);
        if (bias) _bias = layout.AddConstant(0, output);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) =>
        nn.functional.conv2d(
            input, Weight(pass), _bias is { } b ? pass.Parameters[b] : null, [_window.Stride, _window.Stride], [_window.Padding, _window.Padding]);

    /// <inheritdoc/>
    public override Layer Export(ForwardPass pass) => new ConvolutionLayer
    {
        InputChannels = _input,
        OutputChannels = _output,
        KernelSize = _window.Size,
        Stride = _window.Stride,
        Padding = _window.Padding,
        Weights = Weight(pass).Values(),
        Bias = _bias is { } b ? pass.Parameters[b].Values() : new float[_output],
    };

    private Tensor Weight(ForwardPass pass) => pass.Parameters[_weight].permute(0, 3, 1, 2);
}

/// <summary>What a kernel is laid on, and how far it goes each time; the same in both directions.</summary>
/// <param name="Size">Pixels on a side.</param>
internal sealed record Window(int Size)
{
    /// <summary>Pixels from one place to the next.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Zeros around the image.</summary>
    public int Padding { get; init; }

    /// <summary>Pixels that a transposed convolution adds at the end, where its stride leaves several sizes open.</summary>
    public int OutputPadding { get; init; }
}
