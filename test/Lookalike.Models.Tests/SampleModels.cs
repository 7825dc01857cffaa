using Lookalike.Models.Encoders;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;

namespace Lookalike.Models.Tests;

/// <summary>Small networks that hold every kind of layer.</summary>
internal static class SampleModels
{
    public const int LatentSize = 3, DetailSize = 2;

    public static Preprocessing Preprocessing { get; } = new() { Channels = 1, Height = 8, Width = 6, Background = 0 };

    /// <summary>1x8x6 pixels, 3 values of latent. Batch normalisation stands where it can be folded and where it cannot.</summary>
    public static Network Network(int seed = 1)
    {
        RandomLayers layers = new(seed);
        return new Network
        {
            Encoder =
            [
                layers.Convolution(1, 4, 3, stride: 2, padding: 1), // (N,1,8,6) -> (N,4,4,3)
                new LeakyReluLayer { Slope = 0.2f },
                layers.BatchNormalization(4),
                layers.Convolution(4, 5, 3, stride: 1, padding: 1), // (N,5,4,3)
                new ReluLayer(),
                layers.BatchNormalization(5),
                new FlattenLayer(), // (N,60)
                layers.Dense(60, LatentSize),
            ],
            Decoder =
            [
                layers.Dense(LatentSize, 60),
                new ReshapeLayer { Channels = 5, Height = 4, Width = 3 },
                layers.TransposedConvolution(5, 4, 3, stride: 2, padding: 1, outputPadding: 1), // (N,4,8,6)
                layers.BatchNormalization(4),
                new LeakyReluLayer { Slope = 0.2f },
                layers.BatchNormalization(4),
                layers.TransposedConvolution(4, 1, 3, stride: 1, padding: 1),
                new SigmoidLayer(),
            ],
        };
    }

    /// <summary>The same pixels and latent, through the layers that the other network lacks.</summary>
    public static Network ShufflingNetwork(int seed = 1)
    {
        RandomLayers layers = new(seed);
        return new Network
        {
            Encoder = [layers.Convolution(1, 4, 3, stride: 2, padding: 1), new SiluLayer(), new FlattenLayer(), layers.Dense(48, LatentSize), new SiluLayer(), new UnitLengthLayer()],
            Decoder = [layers.Dense(LatentSize, 48), new ReshapeLayer { Channels = 4, Height = 4, Width = 3 }, new SiluLayer(), new PixelShuffleLayer { Factor = 2 }, new SigmoidLayer()],
        };
    }

    /// <summary>The first network with a detail of two values beside the latent.</summary>
    public static Network DetailedNetwork(int seed = 1)
    {
        RandomLayers layers = new(seed);
        Network network = Network(seed);
        return new Network
        {
            Encoder = network.Encoder,
            Detail = [new FlattenLayer(), layers.Dense(48, DetailSize)],
            Decoder = [layers.Dense(LatentSize + DetailSize, 60), .. network.Decoder.Skip(1)],
        };
    }

    public static ModelFile Create(int seed = 1, string recipe = """{"name":"sample"}""", string training = """{"epochs":1}""") =>
        ModelFile.Create(Network(seed), Preprocessing, recipe, training);
}
