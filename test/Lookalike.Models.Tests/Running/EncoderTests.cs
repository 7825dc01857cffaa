namespace Lookalike.Models.Tests;

public sealed class EncoderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(257)]
    public void Every_image_of_a_batch_gets_the_latent_of_the_definition(int count)
    {
        ModelFile model = SampleModels.Create();
        using Encoder encoder = model.OpenEncoder();
        float[] pixels = new RandomLayers(2).Values(count * encoder.PixelCount, 0, 1), latents = new float[count * encoder.LatentSize];

        encoder.Encode(pixels, count, latents);

        Network network = SampleModels.Network();
        for (int i = 0; i < count; i++)
        {
            double[] image = [.. pixels.Skip(i * encoder.PixelCount).Take(encoder.PixelCount).Select(static p => (double)p)];
            double[] expected = ReferenceNetwork.Run(network.Encoder, image, 1, 8, 6);
            for (int j = 0; j < expected.Length; j++) Assert.Equal(expected[j], latents[(i * expected.Length) + j], 1e-5);
        }
    }

    [Fact]
    public void Bytes_are_pixels_times_255()
    {
        using Encoder encoder = SampleModels.Create().OpenEncoder(new EncoderOptions { BatchSize = 4 });
        byte[] bytes = new byte[10 * encoder.PixelCount];
        new Random(3).NextBytes(bytes);
        float[] fromBytes = new float[10 * encoder.LatentSize], fromFloats = new float[10 * encoder.LatentSize];

        encoder.Encode(bytes, 10, fromBytes);
        encoder.Encode([.. bytes.Select(static b => b / 255f)], 10, fromFloats);

        Assert.Equal(fromFloats, fromBytes);
    }

    [Fact]
    public void Parallel_calls_give_what_serial_calls_give()
    {
        using Encoder encoder = SampleModels.Create().OpenEncoder(new EncoderOptions { BatchSize = 5 });
        float[][] pixels = [.. Enumerable.Range(0, 32).Select(i => new RandomLayers(i).Values(7 * encoder.PixelCount, 0, 1))];
        float[] EncodeOne(float[] images)
        {
            float[] latents = new float[7 * encoder.LatentSize];
            encoder.Encode(images, 7, latents);
            return latents;
        }

        float[][] serial = [.. pixels.Select(EncodeOne)];
        float[][] parallel = new float[pixels.Length][];
        Parallel.For(0, pixels.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => parallel[i] = EncodeOne(pixels[i]));

        Assert.Equal(serial, parallel);
    }

    [Theory]
    [InlineData(95, 2, 6, "Expected 2 x 48 = 96 values, found 95")]
    [InlineData(96, 2, 7, "Expected room for 2 x 3 = 6 values, found 7")]
    [InlineData(0, int.MaxValue, 0, "found 0")]
    public void Spans_of_another_length_are_refused(int pixels, int count, int latents, string message)
    {
        using Encoder encoder = SampleModels.Create().OpenEncoder();

        Assert.Contains(message, Assert.Throws<ArgumentException>(() => encoder.Encode(new float[pixels], count, new float[latents])).Message, StringComparison.Ordinal);
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => encoder.Encode(new byte[pixels], count, new float[latents])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e30f)] // their product is no float32
    [InlineData(1e8f)] // it is one, and its square is none
    public void A_network_whose_values_are_too_large_for_a_distance_is_refused_with_the_name_of_its_file(float weight)
    {
        DenseLayer Huge(int input, int output) => new()
        {
            Weights = [.. Enumerable.Repeat(weight, output * input)],
            Bias = [.. Enumerable.Repeat(weight, output)],
            InputSize = input,
            OutputSize = output,
        };
        Network huge = new() { Encoder = [new FlattenLayer(), Huge(48, 2), Huge(2, SampleModels.LatentSize)], Decoder = SampleModels.Network().Decoder };
        ModelFile model = ModelFile.Create(huge, SampleModels.Preprocessing, "{}", "{}");
        using Encoder encoder = ModelFile.Read(model.Content.ToArray(), "huge.onnx").OpenEncoder();

        ModelFileException fault = Assert.Throws<ModelFileException>(() => encoder.Encode(new byte[2 * encoder.PixelCount], 2, new float[2 * encoder.LatentSize]));

        Assert.StartsWith("huge.onnx: run: expected values from -1E+15 to 1E+15 from the network, found ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("as value 0 of item 0", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_pixel_that_is_no_number_is_the_fault_of_the_caller(float pixel)
    {
        using Encoder encoder = SampleModels.Create().OpenEncoder();
        float[] pixels = new float[encoder.PixelCount];
        pixels[5] = pixel;

        ArgumentException fault = Assert.Throws<ArgumentException>(() => encoder.Encode(pixels, 1, new float[encoder.LatentSize]));

        Assert.Contains($"found {pixel} at 5", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_images_is_no_work()
    {
        using Encoder encoder = SampleModels.Create().OpenEncoder();

        encoder.Encode(ReadOnlySpan<float>.Empty, 0, []);
        encoder.Encode(ReadOnlySpan<byte>.Empty, 0, []);
        Assert.Throws<ArgumentOutOfRangeException>(() => encoder.Encode(ReadOnlySpan<byte>.Empty, -1, []));
    }

    [Fact]
    public void A_disposed_encoder_says_so()
    {
        Encoder encoder = SampleModels.Create().OpenEncoder();
        encoder.Dispose();
        encoder.Dispose();

        Assert.Throws<ObjectDisposedException>(() => encoder.Encode(new float[48], 1, new float[3]));
    }

    [Fact]
    public void The_encoder_says_what_it_takes_and_gives()
    {
        ModelFile model = SampleModels.Create();
        using Encoder encoder = model.OpenEncoder(new EncoderOptions { BatchSize = 9 });

        Assert.Equal((1, 8, 6, 48, 3, 9), (encoder.Channels, encoder.Height, encoder.Width, encoder.PixelCount, encoder.LatentSize, encoder.BatchSize));
        Assert.Equal(model.Metadata.Fingerprint, encoder.Fingerprint);
        Assert.Equal((byte)0, encoder.Background);
    }

    [Fact]
    public void Options_outside_their_range_are_refused()
    {
        ModelFile model = SampleModels.Create();

        Assert.Throws<ArgumentOutOfRangeException>(() => model.OpenEncoder(new EncoderOptions { BatchSize = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.OpenDecoder(new EncoderOptions { IntraOpThreads = 0 }));
    }
}
