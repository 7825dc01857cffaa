using Lookalike.Imaging;
using Lookalike.Training.Patches;

namespace Lookalike.Training.Tests.Patches;

public sealed class PictureHalvingTests
{
    [Theory]
    [InlineData(32, 32, 32, 32)]
    [InlineData(28, 28, 28, 28)]
    [InlineData(40, 40, 40, 40)]
    [InlineData(41, 41, 20, 20)]
    [InlineData(64, 64, 32, 32)]
    [InlineData(96, 64, 24, 16)]
    [InlineData(35, 17, 34, 16)]
    [InlineData(160, 16, 160, 16)]
    [InlineData(300, 33, 150, 16)]
    public void Sides_are_halved_until_the_longer_fits_or_the_shorter_would_be_too_short(int height, int width, int halvedHeight, int halvedWidth) =>
        Assert.Equal(new PixelShape(3, halvedHeight, halvedWidth), new PictureHalving(new PixelShape(3, height, width)).Shape);

    [Fact]
    public void A_pixel_is_the_mean_of_its_block()
    {
        var halving = new PictureHalving(new PixelShape(3, 64, 64));
        byte[] image = PatchImages.Noise(3 * 64 * 64, seed: 1);
        float[] pixels = new float[3 * 32 * 32];
        halving.Read(image, pixels);
        int corner = (2 * 64 * 64) + (10 * 64) + 20; // channel 2, block (5, 10)
        double expected = (image[corner] + image[corner + 1] + image[corner + 64] + image[corner + 65]) / 4.0 / 255;
        Assert.Equal(expected, pixels[(2 * 32 * 32) + (5 * 32) + 10], 1e-6);
    }

    [Fact]
    public void A_side_that_is_too_short_is_an_error_that_says_so()
    {
        var fault = Assert.Throws<ArgumentException>(() => new PictureHalving(new PixelShape(1, 15, 32)));
        Assert.Contains("at least 16 pixels", fault.Message, StringComparison.Ordinal);
    }
}
