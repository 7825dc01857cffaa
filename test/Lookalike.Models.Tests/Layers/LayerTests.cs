using Lookalike.Models.Layers;
using Lookalike.Models.Tests.Networks;

namespace Lookalike.Models.Tests.Layers;

/// <summary>Every kind of layer through ONNX Runtime against its definition, over many sizes.</summary>
public sealed class LayerTests
{
    [FsCheck.Xunit.Property(MaxTest = 150, Replay = "(20261123,3)")]
    public void A_convolution_computes_its_definition(int seed)
    {
        RandomLayers random = new(seed);
        int channels = random.Integer(1, 3), kernel = random.Integer(1, 4);
        AssertComputesItsDefinition(
            random,
            random.Convolution(channels, random.Integer(1, 4), kernel, random.Integer(1, 3), random.Integer(0, kernel - 1)),
            channels,
            random.Integer(kernel, 9),
            random.Integer(kernel, 9));
    }

    [FsCheck.Xunit.Property(MaxTest = 150, Replay = "(20261123,5)")]
    public void A_transposed_convolution_computes_its_definition(int seed)
    {
        RandomLayers random = new(seed);
        int channels = random.Integer(1, 3), kernel = random.Integer(1, 4), stride = random.Integer(1, 3);
        AssertComputesItsDefinition(
            random,
            random.TransposedConvolution(channels, random.Integer(1, 4), kernel, stride, random.Integer(0, (kernel - 1) / 2), random.Integer(0, stride - 1)),
            channels,
            random.Integer(2, 6),
            random.Integer(2, 6));
    }

    [FsCheck.Xunit.Property(MaxTest = 30, Replay = "(20261123,7)")]
    public void A_dense_layer_computes_its_definition(int seed)
    {
        RandomLayers random = new(seed);
        int height = random.Integer(1, 6), width = random.Integer(1, 6);
        AssertComputesItsDefinition(random, [new FlattenLayer(), random.Dense(3 * height * width, random.Integer(1, 20))], 3, height, width);
    }

    [FsCheck.Xunit.Property(MaxTest = 30, Replay = "(20261123,9)")]
    public void A_layer_without_weights_computes_its_definition(int seed)
    {
        RandomLayers random = new(seed);
        int height = random.Integer(1, 6), width = random.Integer(1, 6);
        AssertComputesItsDefinition(random, new ReluLayer(), 1, height, width);
        AssertComputesItsDefinition(random, new SigmoidLayer(), 3, height, width);
        AssertComputesItsDefinition(random, new SiluLayer(), 3, height, width);
        AssertComputesItsDefinition(random, new PixelShuffleLayer { Factor = 2 }, 8, height, width);
        AssertComputesItsDefinition(random, new PixelShuffleLayer { Factor = 3 }, 9, height, width);
        AssertComputesItsDefinition(random, new LeakyReluLayer { Slope = random.Values(1)[0] }, 1, height, width);
        AssertComputesItsDefinition(random, new ReshapeLayer { Channels = width, Height = 3, Width = height }, 3, height, width);
    }

    [FsCheck.Xunit.Property(MaxTest = 30, Replay = "(20261123,11)")]
    public void A_batch_normalization_computes_its_definition(int seed)
    {
        RandomLayers random = new(seed);
        AssertComputesItsDefinition(random, random.BatchNormalization(3), 3, random.Integer(1, 6), random.Integer(1, 6));
        AssertComputesItsDefinition(random, [new FlattenLayer(), random.BatchNormalization(12)], 3, 2, 2);
    }

    [FsCheck.Xunit.Property(MaxTest = 30, Replay = "(20261123,13)")]
    public void A_unit_length_layer_computes_its_definition(int seed)
    {
        RandomLayers random = new(seed);
        AssertComputesItsDefinition(random, [new FlattenLayer(), new UnitLengthLayer()], 3, random.Integer(1, 6), random.Integer(1, 6));
    }

    [Fact]
    public void A_unit_length_layer_leaves_zero_at_zero() =>
        Assert.Equal(new float[4], Unfolded.Encode([new FlattenLayer(), new UnitLengthLayer(), new FlattenLayer()], 1, 2, 2, new float[4]));

    private static void AssertComputesItsDefinition(RandomLayers random, Layer layer, int channels, int height, int width) =>
        AssertComputesItsDefinition(random, [layer], channels, height, width);

    private static void AssertComputesItsDefinition(RandomLayers random, Layer[] layers, int channels, int height, int width)
    {
        float[] pixels = random.Values(channels * height * width);

        float[] found = Unfolded.Encode([.. layers, new FlattenLayer()], channels, height, width, pixels);

        double[] expected = ReferenceNetwork.Run(layers, [.. pixels.Select(static p => (double)p)], channels, height, width);
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-5);
    }
}
