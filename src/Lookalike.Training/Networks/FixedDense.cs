using Lookalike.Models.Layers;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Networks;

/// <summary>A fully connected layer that is computed and not trained: (B, in) -> (B, out). Its values lie among the running statistics.</summary>
internal sealed class FixedDense : TrainableLayer
{
    private readonly int _input, _weight, _bias;

    /// <summary>Reserves weights and bias, all zero.</summary>
    public FixedDense(ParameterLayout layout, int input, int output)
    {
        (_input, OutputSize) = (input, output);
        _weight = layout.AddStatistics(input * output, 0);
        _bias = layout.AddStatistics(output, 0);
    }

    /// <summary>Values of the output.</summary>
    public int OutputSize { get; }

    /// <summary>Sets the values.</summary>
    /// <param name="pass">The statistics to write.</param>
    /// <param name="weights">[out, in].</param>
    /// <param name="bias">[out].</param>
    public void Set(ForwardPass pass, Tensor weights, Tensor bias)
    {
        using var noGradient = no_grad();
        pass.Statistics[_weight].copy_(weights.reshape(-1));
        pass.Statistics[_bias].copy_(bias);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) =>
        nn.functional.linear(input, pass.Statistics[_weight].reshape(OutputSize, _input), pass.Statistics[_bias]);

    /// <inheritdoc/>
    public override Layer Export(ForwardPass pass) => new DenseLayer
    {
        InputSize = _input,
        OutputSize = OutputSize,
        Weights = pass.Statistics[_weight].Values(),
        Bias = pass.Statistics[_bias].Values(),
    };
}
