using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;

namespace Lookalike.Reliability;

/// <summary>Model files with drawn weights: whole ones, made in no time.</summary>
internal static class SampleModel
{
    /// <summary>A network of both kinds of layers that have weights, on pictures of 1x8x8 or of 3x16x16.</summary>
    public static ModelFile Create(int seed, bool colour = false)
    {
        int channels = colour ? 3 : 1, side = colour ? 16 : 8, half = side / 2, features = 4 * half * half, latent = colour ? 16 : 4;
        var network = new Network
        {
            Encoder = [Convolution(channels, 4), new LeakyReluLayer { Slope = 0.2f }, new FlattenLayer(), Dense(features, latent)],
            Decoder = [Dense(latent, features), new ReshapeLayer { Channels = 4, Height = half, Width = half }, new ReluLayer(), Transposed(4, channels), new SigmoidLayer()],
        };
        var preprocessing = new Preprocessing { Channels = channels, Height = side, Width = side, Background = colour ? null : (byte)0 };
        return ModelFile.Create(network, preprocessing, "{}", "{}").WithRandomWeights(seed);
    }

    /// <summary>The same in other layers.</summary>
    public static ModelFile CreateShuffling(int seed)
    {
        var network = new Network
        {
            Encoder = [Convolution(1, 4), new SiluLayer(), new FlattenLayer(), Dense(64, 4), new UnitLengthLayer()],
            Decoder = [Dense(4, 64), new ReshapeLayer { Channels = 4, Height = 4, Width = 4 }, new PixelShuffleLayer { Factor = 2 }, new SigmoidLayer()],
        };
        return ModelFile.Create(network, new Preprocessing { Channels = 1, Height = 8, Width = 8 }, "{}", "{}").WithRandomWeights(seed);
    }

    private static ConvolutionLayer Convolution(int input, int output) =>
        new() { Weights = new float[output * input * 9], Bias = new float[output], InputChannels = input, OutputChannels = output, KernelSize = 3, Stride = 2, Padding = 1 };

    private static TransposedConvolutionLayer Transposed(int input, int output) => new()
    {
        Weights = new float[output * input * 9],
        Bias = new float[output],
        InputChannels = input,
        OutputChannels = output,
        KernelSize = 3,
        Stride = 2,
        Padding = 1,
        OutputPadding = 1,
    };

    private static DenseLayer Dense(int input, int output) => new() { Weights = new float[input * output], Bias = new float[output], InputSize = input, OutputSize = output };
}
