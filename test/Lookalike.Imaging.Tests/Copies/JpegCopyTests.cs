using Lookalike.Imaging.Copies;

namespace Lookalike.Imaging.Tests.Copies;

public sealed class JpegCopyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_copy_keeps_every_channel_in_its_place_and_nearly_its_values(int channels)
    {
        var shape = new PixelShape(channels, 12, 20);
        byte[] pixels = [.. Enumerable.Range(0, shape.Count).Select(i => (byte)(40 + (80 * (i / (12 * 20)))))];

        byte[] copy = JpegCopy.Make(pixels, shape, quality: 90);

        Assert.Equal(pixels.Length, copy.Length);
        Assert.All(pixels.Zip(copy), p => Assert.InRange(Math.Abs(p.First - p.Second), 0, 4));
    }

    [Fact]
    public void A_lower_quality_is_further_from_the_image()
    {
        var shape = new PixelShape(1, 16, 16);
        byte[] pixels = Drawn.Noise(shape.Count, seed: 5);

        Assert.True(Error(pixels, shape, 30) > Error(pixels, shape, 95));
        Assert.Equal(JpegCopy.Make(pixels, shape, 30), JpegCopy.Make(pixels, shape, 30));
    }

    [Fact]
    public void Pixels_of_another_shape_or_a_quality_out_of_range_are_refused()
    {
        var shape = new PixelShape(1, 2, 2);
        Assert.Throws<ArgumentException>(() => JpegCopy.Make(new byte[5], shape, 30));
        Assert.Throws<ArgumentOutOfRangeException>(() => JpegCopy.Make(new byte[4], shape, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => JpegCopy.Make(new byte[4], shape, 101));
    }

    private static int Error(byte[] pixels, PixelShape shape, int quality) =>
        pixels.Zip(JpegCopy.Make(pixels, shape, quality), (before, after) => Math.Abs(before - after)).Sum();
}
