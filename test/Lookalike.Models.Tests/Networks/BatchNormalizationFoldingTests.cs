using Lookalike.Models.Encoders;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;

namespace Lookalike.Models.Tests.Networks;

public sealed class BatchNormalizationFoldingTests
{
    [FsCheck.Xunit.Property(MaxTest = 200, Replay = "(20261123,13)")]
    public void A_folded_network_gives_what_the_unfolded_one_gives(int seed)
    {
        RandomLayers random = new(seed);
        (List<Layer> layers, int channels, int height, int width) = RandomChain(random);
        float[] pixels = random.Values(channels * height * width, 0, 1);
        IReadOnlyList<Layer> folded = Fold([.. layers]);

        float[] unfoldedLatent = Unfolded.Encode(layers, channels, height, width, pixels);
        float[] foldedLatent = Unfolded.Encode(folded, channels, height, width, pixels);

        double[] definition = ReferenceNetwork.Run(layers, [.. pixels.Select(static p => (double)p)], channels, height, width);
        double tolerance = 1e-5 * Math.Max(1, definition.Max(Math.Abs));
        for (int i = 0; i < definition.Length; i++)
        {
            Assert.Equal(unfoldedLatent[i], foldedLatent[i], tolerance);
            Assert.Equal(definition[i], foldedLatent[i], tolerance);
        }
    }

    [Fact]
    public void After_a_layer_with_weights_it_folds()
    {
        RandomLayers random = new(1);

        Assert.IsType<ConvolutionLayer>(Assert.Single(Fold(random.Convolution(1, 4, 3, padding: 1), random.BatchNormalization(4))));
        Assert.IsType<TransposedConvolutionLayer>(Assert.Single(Fold(random.TransposedConvolution(1, 4, 3, padding: 1), random.BatchNormalization(4))));
        Assert.IsType<DenseLayer>(Assert.Single(Fold(random.Dense(5, 4), random.BatchNormalization(4))));
    }

    [Fact]
    public void Before_a_dense_layer_it_folds_directly_and_through_a_flatten()
    {
        RandomLayers random = new(1);

        Assert.Collection(
            Fold(new ReluLayer(), random.BatchNormalization(4), random.Dense(4, 2)),
            static l => Assert.IsType<ReluLayer>(l),
            static l => Assert.IsType<DenseLayer>(l));
        Assert.Collection(
            Fold(new ReluLayer(), random.BatchNormalization(4), new FlattenLayer(), random.Dense(24, 2)),
            static l => Assert.IsType<ReluLayer>(l),
            static l => Assert.IsType<FlattenLayer>(l),
            static l => Assert.IsType<DenseLayer>(l));
    }

    [Fact]
    public void Before_a_convolution_it_folds_only_without_padding()
    {
        RandomLayers random = new(1);

        Assert.IsType<ConvolutionLayer>(Assert.Single(Fold(random.BatchNormalization(4), random.Convolution(4, 2, 3))));
        Assert.Equal(2, Fold(random.BatchNormalization(4), random.Convolution(4, 2, 3, padding: 1)).Count);
        Assert.Equal(2, Fold(random.BatchNormalization(4), random.TransposedConvolution(4, 2, 3)).Count);
        Assert.Equal(3, Fold(random.BatchNormalization(4), new ReluLayer(), random.Convolution(4, 2, 3)).Count);
    }

    [Fact]
    public void Two_in_a_row_both_fold()
    {
        RandomLayers random = new(1);

        Assert.Single(Fold(random.Convolution(1, 4, 3), random.BatchNormalization(4), random.BatchNormalization(4)));
        Assert.Single(Fold(random.BatchNormalization(4), random.BatchNormalization(4), random.Dense(4, 2)));
    }

    [Fact]
    public void The_layers_that_were_given_stay_as_they_are()
    {
        RandomLayers random = new(1);
        ConvolutionLayer convolution = random.Convolution(1, 4, 3);
        float[] weights = [.. convolution.Weights], bias = [.. convolution.Bias];

        Fold(convolution, random.BatchNormalization(4));

        Assert.Equal(weights, convolution.Weights);
        Assert.Equal(bias, convolution.Bias);
    }

    [Fact]
    public void A_variance_so_small_that_a_weight_overflows_is_refused()
    {
        RandomLayers random = new(1);
        BatchNormalizationLayer extreme = new() { Channels = 1, Scale = [float.MaxValue], Shift = [0], Mean = [0], Variance = [0], Epsilon = 1e-30f };
        Network network = new()
        {
            Encoder = [random.Convolution(1, 1, 1), extreme, new FlattenLayer()],
            Decoder = [new ReshapeLayer { Channels = 1, Height = 2, Width = 2 }],
        };

        ArgumentException e = Assert.Throws<ArgumentException>(() => ModelFile.Create(network, new Preprocessing { Channels = 1, Height = 2, Width = 2 }, "{}", "{}"));

        Assert.Contains("after batch normalisation was folded in, encoder layer 0 (ConvolutionLayer): expected finite numbers", e.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Layer> Fold(params Layer[] layers) =>
        BatchNormalizationFolding.Apply(new Network { Encoder = layers, Decoder = [] }).Encoder;

    /// <summary>Convolutions of every kind with activations and normalisations strewn between them, then a dense layer.</summary>
    private static (List<Layer> Layers, int Channels, int Height, int Width) RandomChain(RandomLayers random)
    {
        int channels = random.Integer(1, 3), height = random.Integer(3, 7), width = random.Integer(3, 7);
        List<Layer> layers = [];
        FeatureShape shape = FeatureShape.Map(channels, height, width);
        void Add(Layer layer)
        {
            Assert.Null(layer.FindFault(shape, out FeatureShape next));
            layers.Add(layer);
            shape = next;
        }

        for (int i = 0; i < 4; i++)
        {
            switch (random.Integer(0, 2))
            {
                case 0: Add(random.Convolution((int)shape.Channels, random.Integer(1, 4), 3, 1, random.Integer(shape.Height > 3 && shape.Width > 3 ? 0 : 1, 1))); break;
                case 1: Add(random.TransposedConvolution((int)shape.Channels, random.Integer(1, 4), 3, 1, random.Integer(0, 1))); break;
                default: Add(new LeakyReluLayer { Slope = 0.2f }); break;
            }

            for (int n = random.Integer(0, 2); n > 0; n--) Add(random.BatchNormalization((int)shape.Channels));
        }

        Add(new FlattenLayer());
        if (random.Integer(0, 1) == 0) Add(random.BatchNormalization((int)shape.Channels));
        Add(random.Dense((int)shape.Channels, 4));
        if (random.Integer(0, 1) == 0) Add(random.BatchNormalization(4));
        return (layers, channels, height, width);
    }
}
