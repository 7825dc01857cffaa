using Lookalike.Models.Layers;
using static TorchSharp.torch;

namespace Lookalike.Training.Networks;

/// <summary>A change of shape or length without parameters.</summary>
internal sealed class Shaping : TrainableLayer
{
    private readonly Func<Tensor, Tensor> _function;
    private readonly Func<Layer> _export;

    private Shaping(Func<Tensor, Tensor> function, Func<Layer> export) => (_function, _export) = (function, export);

    /// <summary>(B, C, H, W) -> (B, C*H*W).</summary>
    public static Shaping Flatten() => new(x => x.reshape(x.shape[0], -1), () => new FlattenLayer());

    /// <summary>(B, C*H*W) -> (B, C, H, W).</summary>
    public static Shaping Reshape(int channels, int height, int width) =>
        new(x => x.reshape(-1, channels, height, width), () => new ReshapeLayer { Channels = channels, Height = height, Width = width });

    /// <summary>(B, C*f*f, H, W) -> (B, C, f*H, f*W) (sub-pixel convolution, Shi et al. 2016).</summary>
    public static Shaping PixelShuffle(int factor) =>
        new(x => nn.functional.pixel_shuffle(x, factor), () => new PixelShuffleLayer { Factor = factor });

    /// <summary>(B, F) -> (B, F), every row of length 1.</summary>
    public static Shaping UnitLength() => new(x => nn.functional.normalize(x, p: 2, dim: 1), () => new UnitLengthLayer());

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) => _function(input);

    /// <inheritdoc/>
    public override Layer Export(ForwardPass pass) => _export();
}
