using Lookalike.Models.Encoders;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Models.Running;

namespace Lookalike.Models.Tests.Networks;

public sealed class RandomWeightsTests
{
    [Fact]
    public void A_model_with_random_weights_has_the_same_shapes_and_gives_other_latents()
    {
        ModelFile trained = SampleModels.Create(), random = trained.WithRandomWeights(1);

        Assert.Equal(trained.Network.Encoder.Select(l => l.GetType()), random.Network.Encoder.Select(l => l.GetType()));
        Assert.Equal(trained.Network.Decoder.Select(l => l.GetType()), random.Network.Decoder.Select(l => l.GetType()));
        Assert.Equivalent(trained.Metadata.Preprocessing, random.Metadata.Preprocessing, strict: true);
        Assert.Equal(trained.Metadata.LatentSize, random.Metadata.LatentSize);
        Assert.Equal(("{}", "{}"), (random.Metadata.RecipeJson, random.Metadata.TrainingJson));
        Assert.NotEqual(trained.Metadata.Fingerprint, random.Metadata.Fingerprint);
        Assert.NotEqual(Encode(trained), Encode(random));
    }

    [Fact]
    public void The_same_seed_draws_the_same_weights_and_another_seed_others()
    {
        ModelFile model = SampleModels.Create();
        Assert.Equal(model.WithRandomWeights(7).Metadata.Fingerprint, model.WithRandomWeights(7).Metadata.Fingerprint);
        Assert.NotEqual(model.WithRandomWeights(7).Metadata.Fingerprint, model.WithRandomWeights(8).Metadata.Fingerprint);
    }

    [Fact]
    public void What_training_made_of_the_weights_does_not_show_in_the_drawn_ones()
    {
        Assert.Equal(SampleModels.Create(seed: 1).WithRandomWeights(3).Metadata.Fingerprint, SampleModels.Create(seed: 2).WithRandomWeights(3).Metadata.Fingerprint);
    }

    [Fact]
    public void Weights_have_the_variance_of_two_over_the_inputs_and_biases_are_zero()
    {
        var layers = new RandomLayers(1);
        var network = new Network
        {
            Encoder = [layers.Convolution(8, 200, 5), new FlattenLayer(), layers.Dense(200, 300)],
            Decoder = [layers.Dense(300, 200), new ReshapeLayer { Channels = 200, Height = 1, Width = 1 }, layers.TransposedConvolution(200, 8, 5, stride: 1)],
        };

        Network drawn = network.WithRandomWeights(5);

        Check(((ConvolutionLayer)drawn.Encoder[0]).Weights, 2.0 / (8 * 25));
        Check(((DenseLayer)drawn.Encoder[2]).Weights, 2.0 / 200);
        Check(((TransposedConvolutionLayer)drawn.Decoder[2]).Weights, 2.0 / (200 * 25));
        Assert.All(((ConvolutionLayer)drawn.Encoder[0]).Bias.Concat(((DenseLayer)drawn.Encoder[2]).Bias), b => Assert.Equal(0, b));

        static void Check(float[] weights, double variance)
        {
            Assert.Equal(1, weights.Average(w => (double)w * w) / variance, 0.05);
            Assert.Equal(0, weights.Average() / Math.Sqrt(variance), 0.05);
        }
    }

    [Fact]
    public void Latents_of_unit_length_keep_their_length()
    {
        float[] latents = Encode(ModelFile.Create(SampleModels.ShufflingNetwork(), SampleModels.Preprocessing, "{}", "{}").WithRandomWeights(2));
        Assert.All(latents.Chunk(SampleModels.LatentSize), latent => Assert.Equal(1, latent.Sum(v => v * v), 1e-5));
    }

    private static float[] Encode(ModelFile model)
    {
        byte[] pixels = new byte[4 * 48];
        new Random(1).NextBytes(pixels);
        using IImageEncoder encoder = model.OpenEncoder(new EncoderOptions { IntraOpThreads = 1 });
        float[] latents = new float[4 * model.Metadata.LatentSize];
        encoder.Encode(pixels, 4, latents);
        return latents;
    }
}
