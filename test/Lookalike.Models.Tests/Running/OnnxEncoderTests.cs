using Lookalike.Imaging;
using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Models.Running;

namespace Lookalike.Models.Tests.Running;

public sealed class OnnxEncoderTests
{
    [Fact]
    public void Bytes_are_pixels_times_255()
    {
        ModelFile model = SampleModels.Create();
        using IImageEncoder encoder = model.OpenEncoder(new EncoderOptions { BatchSize = 4 });
        byte[] bytes = new byte[10 * encoder.Description.PixelCount];
        new Random(3).NextBytes(bytes);
        float[] fromBytes = new float[10 * encoder.Description.LatentSize], fromFloats = new float[10 * encoder.Description.LatentSize];

        encoder.Encode(bytes, 10, fromBytes);
        model.Encode([.. bytes.Select(static b => b / 255f)], 10, fromFloats);

        Assert.Equal(fromFloats, fromBytes);
    }

    [Theory]
    [InlineData(95, 2, 6, "Expected 2 x 48 = 96 values, found 95")]
    [InlineData(96, 2, 7, "Expected room for 2 x 3 = 6 values, found 7")]
    [InlineData(0, int.MaxValue, 0, "found 0")]
    public void Spans_of_another_length_are_refused(int pixels, int count, int latents, string message)
    {
        ModelFile model = SampleModels.Create();
        using IImageEncoder encoder = model.OpenEncoder();

        Assert.Contains(message, Assert.Throws<ArgumentException>(() => model.Encode(new float[pixels], count, new float[latents])).Message, StringComparison.Ordinal);
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
        using IImageEncoder encoder = ModelFile.Read(model.Content.ToArray(), "huge.onnx").OpenEncoder();

        ModelFileException fault = Assert.Throws<ModelFileException>(() => encoder.Encode(new byte[2 * encoder.Description.PixelCount], 2, new float[2 * encoder.Description.LatentSize]));

        Assert.StartsWith("huge.onnx: run: expected values from -1E+15 to 1E+15 from the network, found ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("as value 0 of item 0", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_images_is_no_work()
    {
        ModelFile model = SampleModels.Create();
        using IImageEncoder encoder = model.OpenEncoder();

        model.Encode(ReadOnlySpan<float>.Empty, 0, []);
        encoder.Encode([], 0, []);
        Assert.Throws<ArgumentOutOfRangeException>(() => encoder.Encode([], -1, []));
    }

    [Fact]
    public void A_disposed_encoder_says_so()
    {
        IImageEncoder encoder = SampleModels.Create().OpenEncoder();
        encoder.Dispose();
        encoder.Dispose();

        Assert.Throws<ObjectDisposedException>(() => encoder.Encode(new byte[48], 1, new float[3]));
    }

    [Fact]
    public void The_encoder_says_what_it_takes_and_gives()
    {
        ModelFile model = SampleModels.Create();
        using IImageEncoder encoder = model.OpenEncoder(new EncoderOptions { BatchSize = 9 });

        Assert.Equal((new PixelShape(1, 8, 6), 48, 3, 9), (encoder.Description.Preprocessing.Shape, encoder.Description.PixelCount, encoder.Description.LatentSize, encoder.BatchSize));
        Assert.Equal(model.Metadata.Fingerprint, encoder.Description.Fingerprint);
        Assert.Equal((byte)0, encoder.Description.Preprocessing.Background);
    }

    [Fact]
    public void Options_outside_their_range_are_refused()
    {
        ModelFile model = SampleModels.Create();

        Assert.Throws<ArgumentOutOfRangeException>(() => model.OpenEncoder(new EncoderOptions { BatchSize = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.OpenEncoder(new EncoderOptions { IntraOpThreads = 0 }));
    }
}
