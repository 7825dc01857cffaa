namespace Lookalike.Models.Tests;

public sealed class DecoderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(257)]
    public void Every_latent_of_a_batch_gets_the_reconstruction_of_the_definition(int count)
    {
        using Decoder decoder = SampleModels.Create().OpenDecoder();
        float[] latents = new RandomLayers(2).Values(count * decoder.LatentSize), reconstruction = new float[count * decoder.PixelCount];

        decoder.Decode(latents, count, reconstruction);

        Network network = SampleModels.Network();
        for (int i = 0; i < count; i++)
        {
            double[] latent = [.. latents.Skip(i * decoder.LatentSize).Take(decoder.LatentSize).Select(static p => (double)p)];
            double[] expected = ReferenceNetwork.Run(network.Decoder, latent, decoder.LatentSize, 1, 1);
            for (int j = 0; j < expected.Length; j++) Assert.Equal(expected[j], reconstruction[(i * expected.Length) + j], 1e-5);
        }
    }

    [Fact]
    public void Spans_of_another_length_are_refused()
    {
        using Decoder decoder = SampleModels.Create().OpenDecoder();

        Assert.Contains("Expected 2 x 3 = 6 values, found 5", Assert.Throws<ArgumentException>(() => decoder.Decode(new float[5], 2, new float[96])).Message, StringComparison.Ordinal);
        Assert.Contains("Expected room for 2 x 48 = 96 values, found 95", Assert.Throws<ArgumentException>(() => decoder.Decode(new float[6], 2, new float[95])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_decoder_says_so()
    {
        Decoder decoder = SampleModels.Create().OpenDecoder();
        decoder.Dispose();
        decoder.Dispose();

        Assert.Throws<ObjectDisposedException>(() => decoder.Decode(new float[3], 1, new float[48]));
    }
}
