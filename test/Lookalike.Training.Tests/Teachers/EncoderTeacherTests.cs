using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Models.Encoders;
using Lookalike.Training.Teachers;

namespace Lookalike.Training.Tests.Teachers;

public sealed class EncoderTeacherTests
{
    [Theory]
    [InlineData(1, 3, 8, 24)] // grey to colour, enlarged
    [InlineData(3, 1, 24, 8)] // colour to grey, made smaller
    [InlineData(3, 3, 12, 12)]
    public void The_teacher_sees_the_images_in_its_own_size_and_colours(int channels, int ownChannels, int side, int ownSide)
    {
        using var encoder = new Means(ownChannels, ownSide);

        float[] codes = new EncoderTeacher(encoder).Encode(Images(channels, side, 70), size: 2, threads: 1, progress: null, CancellationToken.None);

        // The means fall from image to image, and one component says all of it; of a component that there is none of, the value is zero.
        double[] first = [.. Enumerable.Range(0, 70).Select(i => (double)codes[2 * i])];
        Assert.True(first.SequenceEqual(first.Order()) || first.SequenceEqual(first.OrderDescending()));
        Assert.All(Enumerable.Range(0, 70), i => Assert.Equal(0, codes[(2 * i) + 1], 0.2));
        Assert.Equal((3, 70), (encoder.Calls, encoder.Seen));
    }

    [Fact]
    public void Codes_that_are_shorter_than_is_asked_for_end_with_zeros_and_progress_rises_to_the_end()
    {
        using var encoder = new Means(1, 8);
        var shares = new List<double>();

        float[] codes = new EncoderTeacher(encoder).Encode(Images(1, 8, 40), size: 6, threads: 1, shares.Add, CancellationToken.None);

        Assert.Equal(240, codes.Length);
        Assert.All(Enumerable.Range(0, 40), i => Assert.Equal(new float[3], codes[((6 * i) + 3)..((6 * i) + 6)]));
        Assert.Equal([0.8, 1], shares);
    }

    [Fact]
    public void A_cancelled_lesson_ends()
    {
        using var encoder = new Means(1, 8);
        Assert.Throws<OperationCanceledException>(
            () => new EncoderTeacher(encoder).Encode(Images(1, 8, 40), 2, 1, progress: null, new CancellationToken(canceled: true)));
    }

    private static ImageSet Images(int channels, int side, int count)
    {
        byte[] pixels = new byte[count * channels * side * side];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(3 * (i / (channels * side * side)));
        return new ImageSet("steps", new PixelShape(channels, side, side), pixels);
    }

    /// <summary>An encoder of three values: the mean pixel of an image, twice as much, and nothing.</summary>
    private sealed class Means(int channels, int side) : IImageEncoder
    {
        public int Calls { get; private set; }

        public int Seen { get; private set; }

        public EncoderDescription Description { get; } = new()
        {
            Preprocessing = new Preprocessing { Channels = channels, Height = side, Width = side },
            LatentSize = 3,
            Fingerprint = new string('0', 64),
        };

        public int BatchSize => 32;

        public void Encode(ReadOnlySpan<byte> pixels, int count, Span<float> latents)
        {
            (Calls, Seen) = (Calls + 1, Seen + count);
            int size = channels * side * side;
            Assert.Equal(count * size, pixels.Length);
            for (int i = 0; i < count; i++)
            {
                float mean = (float)pixels.Slice(i * size, size).ToArray().Average(static value => value);
                (latents[3 * i], latents[(3 * i) + 1], latents[(3 * i) + 2]) = (mean, 2 * mean, 0);
            }
        }

        public void Dispose()
        {
        }
    }
}
