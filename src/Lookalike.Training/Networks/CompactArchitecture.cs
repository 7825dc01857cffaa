namespace Lookalike.Training;

/// <summary>
/// The default network. Two 5x5 convolutions with few filters, a dense bottleneck, and a decoder whose last step computes its four
/// sub-pixels at half the resolution. A fifth of the reference's time for a step of four times the images.
/// How it was chosen: docs/decisions/0006-default-recipe.md.
/// </summary>
internal static class CompactArchitecture
{
    private const int Hidden = 128;

    /// <summary>Reserves the parameters and returns encoder and decoder.</summary>
    public static (IReadOnlyList<TrainableLayer> Encoder, IReadOnlyList<TrainableLayer> Decoder) Build(ParameterLayout layout, NetworkInput input)
    {
        (int height, int width) = input.Quarter();
        int features = 32 * height * width;
        TrainableLayer[] encoder =
        [
            new Convolution(layout, input.Channels, 16, kernel: 5, stride: 2, padding: 2, bias: false), // (B,1,28,28) -> (B,16,14,14)
            new BatchNormalization(layout, 16),
            Activation.Silu(),
            new Convolution(layout, 16, 32, kernel: 5, stride: 2, padding: 2, bias: false), // -> (B,32,7,7)
            new BatchNormalization(layout, 32),
            Activation.Silu(),
            Shaping.Flatten(), // -> (B,1568)
            new Dense(layout, features, Hidden, bias: null), // -> (B,128)
            new BatchNormalization(layout, Hidden),
            Activation.Silu(),
            new Dense(layout, Hidden, input.LatentSize, bias: new float[input.LatentSize]), // -> (B,16)
        ];
        TrainableLayer[] decoder =
        [
            new Dense(layout, input.LatentSize, Hidden, bias: null), // (B,16) -> (B,128)
            new BatchNormalization(layout, Hidden),
            Activation.Silu(),
            new Dense(layout, Hidden, features, bias: null), // -> (B,1568)
            new BatchNormalization(layout, features),
            Activation.Silu(),
            Shaping.Reshape(32, height, width), // -> (B,32,7,7)
            new TransposedConvolution(layout, 32, 16, kernel: 4, stride: 2, padding: 1, bias: false), // -> (B,16,14,14)
            new BatchNormalization(layout, 16),
            Activation.Silu(),
            new Convolution(layout, 16, 4 * input.Channels, kernel: 3, padding: 1), // -> (B,4,14,14)
            Shaping.PixelShuffle(2), // -> (B,1,28,28)
            Activation.Sigmoid(),
        ];
        return (encoder, decoder);
    }
}
