using FsCheck.Xunit;
using Lookalike.Imaging.Reading;
using NetVips;

namespace Lookalike.Imaging.Tests.Reading;

public sealed class PictureFitTests
{
    private static readonly PixelShape Square = new(3, 32, 32);

    /// <summary>64 x 32: the left quarter red, the right quarter blue, green between.</summary>
    private static readonly byte[] Wide = Bands(64, 32, (x, _) => x < 16 ? [250, 0, 0] : x < 48 ? [0, 250, 0] : [0, 0, 250]).PngsaveBuffer();

    [Fact]
    public void Padding_shows_all_of_the_picture_between_margins()
    {
        Picture picture = Read(Wide, PictureFit.Pad, background: 9);

        Assert.Equal([9, 9, 9], At(picture, 16, 3));
        Assert.Equal([9, 9, 9], At(picture, 16, 28));
        Assert.Equal([250, 0, 0], At(picture, 1, 16));
        Assert.Equal([0, 250, 0], At(picture, 16, 16));
        Assert.Equal([0, 0, 250], At(picture, 30, 16));
    }

    [Fact]
    public void Cropping_fills_the_shape_and_loses_the_ends()
    {
        Picture picture = Read(Wide, PictureFit.Crop);

        foreach ((int x, int y) in new[] { (1, 1), (30, 1), (16, 16), (1, 30), (30, 30) }) Assert.Equal([0, 250, 0], At(picture, x, y));
    }

    [Fact]
    public void Stretching_fills_the_shape_with_all_of_the_picture()
    {
        Picture picture = Read(Wide, PictureFit.Stretch);

        foreach (int y in new[] { 0, 16, 31 })
        {
            Assert.Equal([250, 0, 0], At(picture, 1, y));
            Assert.Equal([0, 250, 0], At(picture, 16, y));
            Assert.Equal([0, 0, 250], At(picture, 30, y));
        }
    }

    [Fact]
    public void A_picture_of_the_shape_passes_byte_for_byte_in_every_fit()
    {
        byte[] values = Drawn.Noise(32 * 32 * 3, 6), encoded = DrawnPicture.Of(values, 32, 32, 3).PngsaveBuffer();
        foreach (PictureFit fit in Enum.GetValues<PictureFit>())
        {
            Picture picture = Read(encoded, fit);

            for (int i = 0; i < values.Length; i++) Assert.Equal(values[i], picture.Pixels[(i % 3 * 32 * 32) + (i / 3)]);
        }
    }

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(1000, 1)]
    [InlineData(1, 60_000)]
    public void An_extreme_aspect_ratio_becomes_the_shape_in_every_fit(int width, int height)
    {
        byte[] encoded = Drawn.Box(width, height, [90, 90, 90], [90, 90, 90]).PngsaveBuffer();
        foreach (PictureFit fit in Enum.GetValues<PictureFit>())
            Assert.All(new PictureReader { Fit = fit }.Read(encoded, "thin", new PixelShape(3, 224, 224)).Pixels, value => Assert.InRange(value, 89, 91));
    }

    [Theory]
    [InlineData(PictureFit.Pad)]
    [InlineData(PictureFit.Crop)]
    [InlineData(PictureFit.Stretch)]
    public void Every_exif_orientation_gives_the_same_upright_picture(PictureFit fit)
    {
        Image upright = Bands(96, 64, (x, y) => [(byte)(x * 2), (byte)(y * 3), 100]);
        Picture expected = Read(upright.JpegsaveBuffer(q: 98), fit, background: 0);
        for (int orientation = 1; orientation <= 8; orientation++)
        {
            Image stored = Drawn.Held(upright, orientation);
            foreach (byte[] encoded in (byte[][])[stored.JpegsaveBuffer(q: 98), stored.PngsaveBuffer()])
            {
                Picture picture = Read(encoded, fit, background: 0);

                Assert.Equal((96, 64), (picture.SourceWidth, picture.SourceHeight));
                int worst = expected.Pixels.Zip(picture.Pixels).Max(pair => Math.Abs(pair.First - pair.Second));
                Assert.True(worst <= 8, $"orientation {orientation}: {worst} levels from upright");
            }
        }
    }

    [Property(MaxTest = 150)]
    public void Any_size_becomes_any_shape_in_every_fit(byte width, byte height, byte shapeWidth, byte shapeHeight, bool jpeg)
    {
        Image image = Drawn.Box(width + 1, height + 1, [10, 20, 30], [200, 100, 50]);
        byte[] encoded = jpeg ? image.JpegsaveBuffer() : image.PngsaveBuffer();
        var shape = new PixelShape(3, (shapeHeight / 2) + 1, (shapeWidth / 2) + 1);
        foreach (PictureFit fit in Enum.GetValues<PictureFit>())
            Assert.Equal(shape.Count, new PictureReader { Fit = fit }.Read(encoded, "any", shape).Pixels.Length);
    }

    [Fact]
    public void An_unknown_fit_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new PictureReader { Fit = (PictureFit)9 });

    private static Image Bands(int width, int height, Func<int, int, byte[]> colour)
    {
        var values = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++) colour(i % width, i / width).CopyTo(values, i * 3);
        return DrawnPicture.Of(values, width, height, 3);
    }

    private static Picture Read(byte[] encoded, PictureFit fit, byte? background = null) => new PictureReader { Fit = fit }.Read(encoded, "drawn", Square, background);

    private static byte[] At(Picture picture, int x, int y) => [.. Enumerable.Range(0, 3).Select(channel => picture.Pixels[(((channel * 32) + y) * 32) + x])];
}
