using Lookalike.Models;
using static TorchSharp.torch;

namespace Lookalike.Training;

/// <summary>
/// Encoder and decoder over one flat tensor of parameters and one of running statistics, which makes the optimizer, the checkpoint and
/// the comparison of two runs plain array work. Not safe to use from several threads at once.
/// </summary>
internal sealed class Autoencoder : IDisposable
{
    private readonly IReadOnlyList<TrainableLayer> _encoder;
    private readonly IReadOnlyList<TrainableLayer> _decoder;
    private readonly List<long[]> _shapes;
    private readonly long[] _sizes;
    private readonly Tensor[] _statisticViews;

    /// <summary>Builds the network with seeded random weights.</summary>
    /// <param name="architecture">Which network.</param>
    /// <param name="input">What it takes and gives.</param>
    /// <param name="seed">The seed of the weights.</param>
    /// <param name="device">Where it lives.</param>
    /// <exception cref="TrainingException">The architecture cannot be built for this image size.</exception>
    public Autoencoder(Architecture architecture, NetworkInput input, int seed, Device device)
    {
        var layout = new ParameterLayout();
        (_encoder, _decoder) = architecture switch
        {
            Architecture.Compact => CompactArchitecture.Build(layout, input),
            _ => ReferenceArchitecture.Build(layout, input),
        };
        _shapes = layout.Shapes;
        _sizes = [.. _shapes.Select(s => s.Aggregate(1L, (a, b) => a * b))];

        // Drawn on the processor whatever the device, so that a seed means the same weights everywhere.
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        Parameters = layout.InitialParameters(generator).to(device).detach().requires_grad_(true).MoveToOuterDisposeScope();
        Statistics = layout.InitialStatistics().to(device).MoveToOuterDisposeScope();
        _statisticViews = [.. Statistics.split(layout.StatisticSizes.ToArray()).Select(t => t.MoveToOuterDisposeScope())];
    }

    /// <summary>[P] float32, with gradient.</summary>
    public Tensor Parameters { get; }

    /// <summary>[S] float32: the running means and variances of batch normalisation.</summary>
    public Tensor Statistics { get; }

    /// <summary>The tensors of one walk through the layers; they live in the caller's dispose scope.</summary>
    /// <param name="training">True where batch normalisation uses the batch.</param>
    public ForwardPass Begin(bool training) => new()
    {
        Parameters = [.. Parameters.split(_sizes).Select((t, i) => t.view(_shapes[i]))],
        Statistics = _statisticViews,
        Training = training,
    };

    /// <summary>(B, C, H, W) in 0..1 -> (B, latent).</summary>
    public Tensor Encode(Tensor pixels, ForwardPass pass) => Walk(_encoder, pixels, pass);

    /// <summary>(B, latent) -> (B, C, H, W) in 0..1.</summary>
    public Tensor Decode(Tensor latents, ForwardPass pass) => Walk(_decoder, latents, pass);

    /// <summary>The layers with their weights, as the model file takes them.</summary>
    public Network Export()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        ForwardPass pass = Begin(training: false);
        return new Network
        {
            Encoder = [.. _encoder.Select(l => l.Export(pass))],
            Decoder = [.. _decoder.Select(l => l.Export(pass))],
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor view in _statisticViews) view.Dispose();
        Statistics.Dispose();
        Parameters.Dispose();
    }

    private static Tensor Walk(IReadOnlyList<TrainableLayer> layers, Tensor input, ForwardPass pass)
    {
        foreach (TrainableLayer layer in layers) input = layer.Forward(input, pass);
        return input;
    }
}
