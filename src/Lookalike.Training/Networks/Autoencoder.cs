using Lookalike.Models.Networks;
using Lookalike.Training.Recipes;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Networks;

/// <summary>
/// Encoder and decoder over one flat tensor of parameters and one of running statistics, which makes the optimizer, the checkpoint and
/// the comparison of two runs plain array work. Not safe to use from several threads at once.
/// </summary>
internal sealed class Autoencoder : IDisposable
{
    private static readonly TrainableLayer UnitLength = Shaping.UnitLength(), Flatten = Shaping.Flatten();

    private readonly IReadOnlyList<TrainableLayer> _encoder;
    private readonly IReadOnlyList<TrainableLayer> _decoder;
    private readonly Centring? _centring;
    private readonly FixedDense? _detail;
    private readonly Dense? _features;
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
        (_encoder, _decoder) = ArchitectureTable.Of(architecture).Build(layout, input);
        if (input.DetailSize > 0) _detail = new FixedDense(layout, input.Channels * input.Height * input.Width, input.DetailSize);
        if (input.UnitLatents) _centring = new Centring(layout, input.LatentSize);
        if (input.Features > 0) _features = new Dense(layout, input.LatentSize, input.Features, bias: new float[input.Features]);
        LatentSize = input.LatentSize;
        _shapes = layout.Shapes;
        _sizes = [.. _shapes.Select(s => s.Aggregate(1L, (a, b) => a * b))];

        // Drawn on the processor whatever the device, so that a seed means the same weights everywhere.
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        Parameters = layout.InitialParameters(generator).to(device).detach().requires_grad_(true).MoveToOuterDisposeScope();
        Statistics = layout.InitialStatistics().to(device).MoveToOuterDisposeScope();
        _statisticViews = [.. Statistics.split(layout.StatisticSizes.ToArray()).Select(t => t.MoveToOuterDisposeScope())];
    }

    /// <summary>Values of a latent.</summary>
    public int LatentSize { get; }

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

    /// <summary>(B, C, H, W) in 0..1 -> (B, latent), as the last layer with weights gives it.</summary>
    public Tensor Encode(Tensor pixels, ForwardPass pass) => Walk(_encoder, pixels, pass);

    /// <summary>(B, latent) as <see cref="Encode"/> gives it -> (B, latent) as the model file gives it.</summary>
    public Tensor Finish(Tensor latents, ForwardPass pass) => _centring is null ? latents : UnitLength.Forward(_centring.Forward(latents, pass), pass);

    /// <summary>(B, latent) -> (B, features).</summary>
    public Tensor PredictFeatures(Tensor latents, ForwardPass pass) => _features!.Forward(latents, pass);

    /// <summary>Sets what <see cref="Finish"/> subtracts.</summary>
    /// <param name="mean">[latent].</param>
    public void SetLatentMean(float[] mean)
    {
        using var scope = NewDisposeScope();
        _centring!.SetMean(Begin(training: false), mean);
    }

    /// <summary>Values of the detail; 0 for none.</summary>
    public int DetailSize => _detail?.OutputSize ?? 0;

    /// <summary>Sets what makes the detail of pixels; until then it is zero.</summary>
    /// <param name="weights">[detail, C H W].</param>
    /// <param name="bias">[detail].</param>
    public void SetDetail(Tensor weights, Tensor bias)
    {
        using var scope = NewDisposeScope();
        _detail!.Set(Begin(training: false), weights, bias);
    }

    /// <summary>Latents with the detail of their images beside them: what the decoder takes.</summary>
    /// <param name="latents">(B, latent).</param>
    /// <param name="pixels">(B, C, H, W) in 0..1.</param>
    /// <param name="pass">The parameters.</param>
    /// <returns>(B, latent + detail).</returns>
    public Tensor Code(Tensor latents, Tensor pixels, ForwardPass pass) =>
        _detail is null ? latents : cat([latents, _detail.Forward(Flatten.Forward(pixels, pass), pass)], 1);

    /// <summary>(B, latent + detail) -> (B, C, H, W) in 0..1.</summary>
    public Tensor Decode(Tensor codes, ForwardPass pass) => Walk(_decoder, codes, pass);

    /// <summary>A copy of all values.</summary>
    public Weights Save() => new() { Parameters = Parameters.Values(), Statistics = Statistics.Values() };

    /// <summary>Takes values over.</summary>
    /// <param name="weights">Values of the same network.</param>
    public void Load(Weights weights)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Parameters.copy_(tensor(weights.Parameters));
        Statistics.copy_(tensor(weights.Statistics));
    }

    /// <summary>The layers with their weights, as the model file takes them.</summary>
    public Network Export()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        ForwardPass pass = Begin(training: false);
        return new Network
        {
            Encoder = [.. _encoder.Concat(_centring is null ? [] : [_centring, UnitLength]).Select(l => l.Export(pass))],
            Detail = _detail is null ? [] : [Flatten.Export(pass), _detail.Export(pass)],
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
