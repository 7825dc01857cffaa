using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Models.Running;

namespace Lookalike.Models.Tests.Running;

/// <summary>The decoder by itself draws what the whole network draws.</summary>
public sealed class ImageDecoderTests
{
    private const int Count = 3, Pixels = 48;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_it_draws_of_a_code_is_the_reconstruction(bool detailed)
    {
        ModelFile model = Create(detailed ? SampleModels.DetailedNetwork() : SampleModels.Network());
        byte[] images = new byte[Count * Pixels];
        new Random(1).NextBytes(images);
        float[] expected = new float[images.Length];
        model.Reconstruct([.. images.Select(value => value / 255f)], Count, expected);

        using ImageDecoder decoder = model.OpenDecoder(new EncoderOptions { BatchSize = 2 });
        Assert.Equal((SampleModels.LatentSize, SampleModels.LatentSize + (detailed ? SampleModels.DetailSize : 0)), (decoder.LatentSize, decoder.CodeSize));
        float[] codes = [.. Enumerable.Range(0, Count).SelectMany(i => decoder.Encode(images.AsSpan(i * Pixels, Pixels)))];
        byte[] drawn = new byte[images.Length];
        decoder.Decode(codes, Count, drawn, TestContext.Current.CancellationToken);
        Assert.All(expected.Zip(drawn), pair => Assert.Equal(Math.Clamp(pair.First, 0, 1) * 255, pair.Second, 0.51f));
    }

    [Fact]
    public void A_code_begins_with_the_latent()
    {
        ModelFile model = Create(SampleModels.DetailedNetwork());
        byte[] image = new byte[Pixels];
        new Random(2).NextBytes(image);
        float[] latent = new float[SampleModels.LatentSize];
        model.Encode([.. image.Select(value => value / 255f)], 1, latent);
        using ImageDecoder decoder = model.OpenDecoder();
        Assert.All(latent.Zip(decoder.Encode(image)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.False(decoder.GivesUnitLength);
    }

    [Fact]
    public void It_ends_between_two_batches_when_it_is_told_to()
    {
        using ImageDecoder decoder = Create(SampleModels.Network()).OpenDecoder();
        Assert.ThrowsAny<OperationCanceledException>(
            () => decoder.Decode(new float[SampleModels.LatentSize], 1, new byte[Pixels], new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Latents_of_unit_length_are_told()
    {
        Network plain = SampleModels.Network();
        using ImageDecoder decoder = Create(new Network { Encoder = [.. plain.Encoder, new UnitLengthLayer()], Decoder = plain.Decoder }).OpenDecoder();
        Assert.True(decoder.GivesUnitLength);
    }

    private static ModelFile Create(Network network) => ModelFile.Create(network, SampleModels.Preprocessing, "{}", "{}");
}
