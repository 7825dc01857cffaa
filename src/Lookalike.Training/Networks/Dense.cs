using Lookalike.Models.Layers;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Networks;

/// <summary>A fully connected layer: (B, in) -> (B, out).</summary>
internal sealed class Dense : TrainableLayer
{
    private readonly int _input, _output, _weight;
    private readonly int? _bias;

    /// <summary>Reserves the weight (zero instead of random where <paramref name="zero"/>) and a bias that starts with the values given, if any.</summary>
    public Dense(ParameterLayout layout, int input, int output, float[]? bias, bool zero = false)
    {
        (_input, _output) = (input, output);
        _weight = zero ? layout.AddZeros(output, input) : layout.AddWeight(input, output, input);
        if (bias is not null) _bias = layout.AddVector(bias);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) =>
        nn.functional.linear(input, pass.Parameters[_weight], _bias is { } b ? pass.Parameters[b] : null);

    /// <inheritdoc/>
    public override Layer Export(ForwardPass pass) => new DenseLayer
    {
        InputSize = _input,
        OutputSize = _output,
        Weights = pass.Parameters[_weight].Values(),
        Bias = _bias is { } b ? pass.Parameters[b].Values() : new float[_output],
    };
}
