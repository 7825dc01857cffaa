using FsCheck.Xunit;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;
using NetVips;

namespace Lookalike.Imaging.Tests.Pixels;

public sealed class PictureAreaTests
{
    private static readonly PixelShape Square = new(3, 32, 32);

    [Fact]
    public void A_part_of_the_shape_passes_byte_for_byte()
    {
        byte[] values = Drawn.Noise(60 * 50 * 3, 1);

        Picture picture = Read(DrawnPicture.Of(values, 60, 50, 3).PngsaveBuffer(), new PictureArea(20, 7, 32, 32));

        for (int y = 0; y < 32; y++)
        {
            for (int x = 0; x < 32; x++) Assert.Equal(values.AsSpan(((((y + 7) * 60) + x + 20) * 3), 3).ToArray(), At(picture, x, y));
        }

        Assert.Equal((60, 50), (picture.SourceWidth, picture.SourceHeight));
    }

    [Theory]
    [InlineData(100, 60, PictureFit.Pad)]
    [InlineData(100, 60, PictureFit.Crop)]
    [InlineData(100, 60, PictureFit.Stretch)]
    [InlineData(1200, 900, PictureFit.Pad)]
    [InlineData(1200, 900, PictureFit.Crop)]
    [InlineData(1200, 900, PictureFit.Stretch)]
    public void A_part_of_a_turned_picture_is_the_part_of_the_upright_one(int width, int height, PictureFit fit)
    {
        Image upright = Slopes(width, height);
        var area = new PictureArea(width / 5, height / 10, width / 2, height / 4);
        byte[] expected = Read(upright.Crop(area.X, area.Y, area.Width, area.Height).PngsaveBuffer(), area: null, fit).Pixels;

        for (int orientation = 1; orientation <= 8; orientation++)
        {
            Image stored = Drawn.Held(upright, orientation);
            foreach (byte[] encoded in new[] { stored.PngsaveBuffer(), stored.JpegsaveBuffer(q: 95) })
            {
                byte[] found = Read(encoded, area, fit).Pixels;
                int worst = found.Zip(expected, (a, b) => Math.Abs(a - b)).Max();
                Assert.True(worst <= 10, $"orientation {orientation}: {worst} levels from the upright part");
            }
        }
    }

    [Fact]
    public void A_part_of_a_bitmap_is_cut_out()
    {
        // Ink in the middle half of 64 x 48 pixels of paper.
        Assert.All(Pixels(Read(Corpus.Good("windows.bmp"), new PictureArea(16, 12, 32, 24), PictureFit.Stretch)), p => Assert.Equal(Corpus.Ink, p));
        Assert.All(Pixels(Read(Corpus.Good("windows.bmp"), new PictureArea(0, 0, 16, 48), PictureFit.Stretch)), p => Assert.Equal(Corpus.Paper, p));
    }

    [Fact]
    public void A_part_of_every_kind_of_picture_is_cut_out()
    {
        foreach (string name in Corpus.GoodNames)
        {
            Picture ink = Read(Corpus.Good(name), new PictureArea(20, 16, 24, 16), PictureFit.Stretch);
            Assert.All(Pixels(ink), p => Assert.True(p.Zip(Corpus.Ink, (a, b) => Math.Abs(a - b)).Max() <= 24, $"{name}: {string.Join(' ', p)}"));
        }
    }

    [Fact]
    public void All_of_a_picture_is_the_picture()
    {
        byte[] encoded = Slopes(300, 200).JpegsaveBuffer(q: 95);
        byte[] whole = Read(encoded, area: null).Pixels, part = Read(encoded, new PictureArea(0, 0, 300, 200)).Pixels;

        Assert.InRange(whole.Zip(part, (a, b) => Math.Abs(a - b)).Max(), 0, 8);
    }

    [Theory]
    [InlineData(33, 0, 32, 10)]
    [InlineData(0, 39, 1, 10)]
    [InlineData(64, 0, 1, 1)]
    [InlineData(2147483647, 0, 2147483647, 1)]
    public void A_part_outside_the_picture_is_refused_with_the_size_that_it_has(int x, int y, int width, int height)
    {
        foreach (string name in new[] { "plain.png", "windows.bmp", "photo.jpg" })
        {
            var e = Assert.Throws<PictureException>(() => Read(Corpus.Good(name), new PictureArea(x, y, width, height)));
            Assert.Equal(PictureFault.OutOfBounds, e.Fault);
            Assert.Contains("64 x 48 pixels", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_size_is_that_of_the_upright_picture()
    {
        byte[] portrait = Drawn.Held(Slopes(40, 90), 6).JpegsaveBuffer();

        Assert.NotNull(Read(portrait, new PictureArea(0, 50, 40, 40)));
        Assert.Contains("40 x 90 pixels", Assert.Throws<PictureException>(() => Read(portrait, new PictureArea(50, 0, 40, 40))).Message, StringComparison.Ordinal);
    }

    [Property(MaxTest = 60)]
    public void Any_part_inside_any_picture_gives_the_shape(byte x, byte y, byte width, byte height, byte right, byte below)
    {
        int across = Math.Min(x + width + 1 + right, 500), down = Math.Min(y + height + 1 + below, 500);
        var area = new PictureArea(x, y, Math.Min(width + 1, across - x), Math.Min(height + 1, down - y));
        byte[] encoded = Drawn.Box(across, down, [30], [220]).PngsaveBuffer();

        foreach (PictureFit fit in Enum.GetValues<PictureFit>()) Assert.Equal(Square.Count, Read(encoded, area, fit).Pixels.Length);
    }

    [Fact]
    public void Numbers_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("x", () => new PictureArea(-1, 0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("y", () => new PictureArea(0, -1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => new PictureArea(0, 0, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("height", () => new PictureArea(0, 0, 1, 0));
        Assert.Equal("1,2,3,4", new PictureArea(1, 2, 3, 4).ToString());
    }

    /// <summary>Red rises to the right, green downwards.</summary>
    private static Image Slopes(int width, int height)
    {
        var values = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++) (values[((y * width) + x) * 3], values[(((y * width) + x) * 3) + 1]) = ((byte)(x * 255 / width), (byte)(y * 255 / height));
        }

        return DrawnPicture.Of(values, width, height, 3);
    }

    private static Picture Read(byte[] encoded, PictureArea? area, PictureFit fit = PictureFit.Pad) =>
        new PictureReader { Fit = fit, Area = area }.Read(encoded, "drawn", Square);

    private static IEnumerable<byte[]> Pixels(Picture picture) => Enumerable.Range(0, 32 * 32).Select(i => At(picture, i % 32, i / 32));

    private static byte[] At(Picture picture, int x, int y) => [.. Enumerable.Range(0, 3).Select(channel => picture.Pixels[(((channel * 32) + y) * 32) + x])];
}
