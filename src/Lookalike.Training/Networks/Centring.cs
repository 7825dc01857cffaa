using Lookalike.Models.Layers;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Networks;

/// <summary>Subtracts the mean latent of the training images, which is measured once training of the encoder is over; zero until then.</summary>
internal sealed class Centring : TrainableLayer
{
    private const float Epsilon = 1e-5f;
    private readonly int _size, _mean;

    /// <summary>Reserves the mean.</summary>
    public Centring(ParameterLayout layout, int size)
    {
        _size = size;
        _mean = layout.AddStatistics(size, 0);
    }

    /// <summary>Sets the mean.</summary>
    /// <param name="pass">The statistics to write.</param>
    /// <param name="mean">[size].</param>
    public void SetMean(ForwardPass pass, float[] mean)
    {
        using var noGradient = no_grad();
        using Tensor values = tensor(mean);
        pass.Statistics[_mean].copy_(values);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) => input.Minus(pass.Statistics[_mean]);

    /// <summary>Batch normalisation that only shifts; the model file folds it into the bias before it.</summary>
    public override Layer Export(ForwardPass pass) => new BatchNormalizationLayer
    {
        Channels = _size,
        Epsilon = Epsilon,
        Scale = Filled(1),
        Shift = Filled(0),
        Mean = pass.Statistics[_mean].Values(),
        Variance = Filled(1 - Epsilon),
    };

    private float[] Filled(float value)
    {
        float[] values = new float[_size];
        Array.Fill(values, value);
        return values;
    }
}
