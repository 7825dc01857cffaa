using Lookalike.Models.Layers;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Networks;

/// <summary>Batch normalisation (Ioffe and Szegedy 2015) over the channels of (B, C, H, W) or the features of (B, C).</summary>
internal sealed class BatchNormalization : TrainableLayer
{
    private const double Epsilon = 1e-5;
    private const double Momentum = 0.1;
    private readonly int _channels, _scale, _shift, _mean, _variance;

    /// <summary>Reserves scale, shift and the running statistics.</summary>
    public BatchNormalization(ParameterLayout layout, int channels)
    {
        _channels = channels;
        _scale = layout.AddConstant(1, channels);
        _shift = layout.AddConstant(0, channels);
        _mean = layout.AddStatistics(channels, 0);
        _variance = layout.AddStatistics(channels, 1);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) =>
        nn.functional.batch_norm(
            input, pass.Statistics[_mean], pass.Statistics[_variance], pass.Parameters[_scale], pass.Parameters[_shift], pass.Training, Momentum, Epsilon);

    /// <inheritdoc/>
    public override Layer Export(ForwardPass pass) => new BatchNormalizationLayer
    {
        Channels = _channels,
        Epsilon = (float)Epsilon,
        Scale = pass.Parameters[_scale].Values(),
        Shift = pass.Parameters[_shift].Values(),
        Mean = pass.Statistics[_mean].Values(),
        Variance = pass.Statistics[_variance].Values(),
    };
}
