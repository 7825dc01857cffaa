using FsCheck;
using FsCheck.Xunit;
using Lookalike.Models.Layers;
using Lookalike.Training.Networks;
using Lookalike.Training.Recipes;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Tests.Networks;

public sealed class CompactArchitectureTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(28, 2)]
    [InlineData(32, 2)]
    [InlineData(33, 3)]
    [InlineData(64, 3)]
    [InlineData(96, 4)]
    [InlineData(128, 4)]
    [InlineData(129, 5)]
    [InlineData(1024, 7)]
    public void The_longer_side_is_halved_until_it_is_8_or_less(int side, int halvings) =>
        Assert.Equal(halvings, ArchitectureTable.Halvings(Architecture.Compact, side));

    [Property(MaxTest = 500)]
    public bool A_trainable_side_is_the_next_multiple_and_asks_for_no_other(PositiveInt wanted)
    {
        int side = Math.Min(wanted.Get, 16_384);
        return Enum.GetValues<Architecture>().All(architecture =>
        {
            int trainable = ArchitectureTable.TrainableSide(architecture, side), multiple = ArchitectureTable.SideMultiple(architecture, trainable);
            return trainable >= side && trainable - side < multiple && trainable % multiple == 0 && multiple == ArchitectureTable.SideMultiple(architecture, side);
        });
    }

    [Theory]
    [InlineData(1, 28)]
    [InlineData(3, 32)]
    public void Sides_up_to_32_give_the_two_halvings_and_the_weights_that_they_always_gave(int channels, int side)
    {
        int map = side / 4, features = 32 * map * map;
        (long[] Shape, int FanIn)[] expected = // a fan-in of 0: ones; of -1: zeros
        [
            ([16, 5, 5, channels], channels * 25), ([16], 0), ([16], -1),
            ([32, 5, 5, 16], 400), ([32], 0), ([32], -1),
            ([128, features], features), ([128], 0), ([128], -1),
            ([64, 128], 128), ([64], -1),
            ([128, 64], 64), ([128], 0), ([128], -1),
            ([features, 128], 128), ([features], 0), ([features], -1),
            ([32, 4, 4, 16], 256), ([16], 0), ([16], -1),
            ([4 * channels, 3, 3, 16], 144), ([4 * channels], -1),
        ];
        using var scope = NewDisposeScope();
        using var generator = new Generator(7, CPU);
        float[] weights = TensorValues.Values(cat([.. expected.Select(e => Draw(e.Shape, e.FanIn, generator))]));

        using Autoencoder autoencoder = Build(channels, side, side);
        Assert.Equal(weights, TensorValues.Values(autoencoder.Parameters));
        Assert.Equal(
            [
                typeof(ConvolutionLayer), typeof(BatchNormalizationLayer), typeof(SiluLayer), typeof(ConvolutionLayer), typeof(BatchNormalizationLayer),
                typeof(SiluLayer), typeof(FlattenLayer), typeof(DenseLayer), typeof(BatchNormalizationLayer), typeof(SiluLayer), typeof(DenseLayer),
            ],
            autoencoder.Export().Encoder.Select(l => l.GetType()));
    }

    [Theory]
    [InlineData(3, 64, 64)]
    [InlineData(1, 96, 48)]
    [InlineData(3, 16, 128)]
    public void Larger_images_are_encoded_from_at_most_4096_values_and_decoded_to_their_shape(int channels, int height, int width)
    {
        using var scope = NewDisposeScope();
        using Autoencoder autoencoder = Build(channels, height, width);
        ForwardPass pass = autoencoder.Begin(training: false);
        Tensor latents = autoencoder.Encode(rand(2, channels, height, width), pass);
        Assert.Equal([2, 64], latents.shape);
        Assert.Equal([2, channels, height, width], autoencoder.Decode(latents, pass).shape);
        Assert.True(autoencoder.Export().Encoder.OfType<DenseLayer>().First().InputSize <= 64 * 8 * 8);
    }

    [Fact]
    public void A_side_that_cannot_be_halved_so_often_is_named_with_the_multiple_that_can()
    {
        var e = Assert.Throws<TrainingException>(() => Build(1, 64, 60));
        Assert.Contains("60x64", e.Message, StringComparison.Ordinal);
        Assert.Contains("multiples of 8", e.Message, StringComparison.Ordinal);
    }

    private static Autoencoder Build(int channels, int height, int width)
    {
        _ = TorchRuntime.Open(TrainingDevice.Cpu, 1);
        return new Autoencoder(Architecture.Compact, new NetworkInput { Channels = channels, Height = height, Width = width, LatentSize = 64 }, seed: 7, CPU);
    }

    private static Tensor Draw(long[] shape, int fanIn, Generator generator)
    {
        double bound = 1 / Math.Sqrt(fanIn);
        return fanIn switch
        {
            0 => ones(shape).reshape(-1),
            -1 => zeros(shape).reshape(-1),
            _ => ((rand(shape, generator: generator) * (2 * bound)) - bound).reshape(-1),
        };
    }
}
