using Lookalike.Models.Encoders;
using Lookalike.Models.Networks;
using Lookalike.Models.Running;

namespace Lookalike.Models.Tests.Running;

public sealed class OnnxSessionTests
{
    private const int PixelCount = 48;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(257)]
    public void Every_image_of_a_batch_gets_the_latent_of_the_definition(int count)
    {
        ModelFile model = SampleModels.Create();
        using OnnxSession encoder = model.LoadEncoder();
        float[] pixels = new RandomLayers(2).Values(count * PixelCount, 0, 1), latents = new float[count * SampleModels.LatentSize];

        encoder.Run(pixels, count, latents);

        Network network = SampleModels.Network();
        for (int i = 0; i < count; i++)
        {
            double[] image = [.. pixels.Skip(i * PixelCount).Take(PixelCount).Select(static p => (double)p)];
            double[] expected = ReferenceNetwork.Run(network.Encoder, image, 1, 8, 6);
            for (int j = 0; j < expected.Length; j++) Assert.Equal(expected[j], latents[(i * expected.Length) + j], 1e-5);
        }
    }

    [Fact]
    public void Parallel_calls_give_what_serial_calls_give()
    {
        using OnnxSession encoder = SampleModels.Create().LoadEncoder(new EncoderOptions { BatchSize = 5 });
        float[][] pixels = [.. Enumerable.Range(0, 32).Select(i => new RandomLayers(i).Values(7 * PixelCount, 0, 1))];
        float[] EncodeOne(float[] images)
        {
            float[] latents = new float[7 * SampleModels.LatentSize];
            encoder.Run(images, 7, latents);
            return latents;
        }

        float[][] serial = [.. pixels.Select(EncodeOne)];
        float[][] parallel = new float[pixels.Length][];
        Parallel.For(0, pixels.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => parallel[i] = EncodeOne(pixels[i]));

        Assert.Equal(serial, parallel);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_pixel_that_is_no_number_is_the_fault_of_the_caller(float pixel)
    {
        using OnnxSession encoder = SampleModels.Create().LoadEncoder();
        float[] pixels = new float[PixelCount];
        pixels[5] = pixel;

        ArgumentException fault = Assert.Throws<ArgumentException>(() => encoder.Run(pixels, 1, new float[SampleModels.LatentSize]));

        Assert.Contains($"found {pixel} at 5", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(257)]
    public void Every_image_of_a_batch_gets_the_reconstruction_of_the_definition(int count)
    {
        CheckReconstructions(SampleModels.Network(), count);
    }

    [Fact]
    public void What_is_drawn_of_an_image_follows_from_its_latent_and_its_detail()
    {
        CheckReconstructions(SampleModels.DetailedNetwork(), count: 3);
    }

    [Fact]
    public void Spans_of_another_length_are_refused()
    {
        using OnnxSession encoder = SampleModels.Create().LoadEncoder();

        Assert.Contains("Expected 2 x 48 = 96 values, found 95", Assert.Throws<ArgumentException>(() => encoder.Run(new float[95], 2, new float[6])).Message, StringComparison.Ordinal);
        Assert.Contains("Expected room for 2 x 3 = 6 values, found 5", Assert.Throws<ArgumentException>(() => encoder.Run(new float[96], 2, new float[5])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_session_says_so()
    {
        OnnxSession encoder = SampleModels.Create().LoadEncoder();
        encoder.Dispose();
        encoder.Dispose();

        Assert.Throws<ObjectDisposedException>(() => encoder.Run(new float[48], 1, new float[3]));
    }

    private static void CheckReconstructions(Network network, int count)
    {
        Preprocessing shape = SampleModels.Preprocessing;
        using OnnxSession session = ModelFile.Create(network, shape, "{}", "{}").LoadReconstruction();
        float[] pixels = new RandomLayers(2).Values(count * PixelCount, 0), reconstruction = new float[count * PixelCount];

        session.Run(pixels, count, reconstruction);

        for (int i = 0; i < count; i++)
        {
            double[] image = [.. pixels.Skip(i * PixelCount).Take(PixelCount).Select(static p => (double)p)];
            double[] latent = ReferenceNetwork.Run(network.Encoder, image, shape.Channels, shape.Height, shape.Width);
            double[] detail = network.Detail.Count == 0 ? [] : ReferenceNetwork.Run(network.Detail, image, shape.Channels, shape.Height, shape.Width);
            double[] expected = ReferenceNetwork.Run(network.Decoder, [.. latent, .. detail], latent.Length + detail.Length, 1, 1);
            for (int j = 0; j < expected.Length; j++) Assert.Equal(expected[j], reconstruction[(i * expected.Length) + j], 1e-5);
        }
    }
}
