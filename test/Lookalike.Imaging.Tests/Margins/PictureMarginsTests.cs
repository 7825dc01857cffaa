using FsCheck.Xunit;
using Lookalike.Imaging.Margins;
using Lookalike.Imaging.Pixels;

namespace Lookalike.Imaging.Tests.Margins;

public sealed class PictureMarginsTests
{
    [Fact]
    public void Nothing_is_found_around_a_picture_that_fills_its_file()
    {
        Assert.Null(PictureMargins.Find(Sheet(200, 150, 0).With(new PictureArea(0, 0, 200, 150)).Raster));
    }

    [Theory]
    [InlineData(255)]
    [InlineData(0)]
    [InlineData(128)]
    public void A_frame_is_taken_off_whatever_its_colour(byte colour)
    {
        var picture = new PictureArea(12, 12, 176, 126);
        AssertFound(picture, Sheet(200, 150, colour).With(picture));
    }

    [Fact]
    public void Bars_on_two_sides_are_taken_off()
    {
        var picture = new PictureArea(0, 40, 160, 90);
        AssertFound(picture, Sheet(160, 170, 0).With(picture));
    }

    [Fact]
    public void A_caption_goes_with_the_text_on_it()
    {
        var picture = new PictureArea(0, 0, 200, 120);
        AssertFound(picture, Sheet(200, 150, 255).With(picture).WithText(126, 140, 30));
    }

    [Fact]
    public void Of_a_screen_the_picture_is_left_between_bars_text_and_the_blend_of_two_colours()
    {
        var picture = new PictureArea(0, 60, 120, 80);
        Drawing screen = Sheet(120, 240, 250).With(picture).WithRows(0, 10, 70).WithRows(10, 11, 160).WithRows(230, 240, 70)
            .WithText(20, 26, 80).WithText(150, 154, 40).WithText(160, 164, 200);
        AssertFound(picture, screen);
    }

    [Fact]
    public void A_sheet_of_one_colour_holds_no_picture()
    {
        Assert.Null(PictureMargins.Find(Sheet(100, 100, 200).Raster));
    }

    [Property(MaxTest = 60)]
    public void What_is_found_lies_inside_and_nothing_stands_around_it_any_more(byte left, byte top, byte right, byte bottom, byte colour)
    {
        int l = left % 60, t = top % 60, r = right % 60, b = bottom % 60;
        Drawing sheet = Sheet(200, 180, colour).With(new PictureArea(l, t, 200 - l - r, 180 - t - b));
        if (PictureMargins.Find(sheet.Raster) is not { } found) return;
        Assert.True(found.LiesIn(200, 180));
        Assert.InRange(found.X, Math.Max(0, l - 1), l + 1);
        Assert.InRange(found.Y + found.Height, 180 - b - 1, Math.Min(180, 180 - b + 1));
    }

    [Fact]
    public void A_part_is_the_same_part_of_a_larger_picture()
    {
        PictureArea part = new PictureArea(10, 20, 30, 40).Scaled(100, 100, new PictureArea(5, 6, 400, 200));
        Assert.Equal((45, 46, 120, 80), (part.X, part.Y, part.Width, part.Height));
        PictureArea thin = new PictureArea(99, 0, 1, 100).Scaled(100, 100, new PictureArea(0, 0, 3, 3));
        Assert.True(thin.LiesIn(3, 3));
    }

    private static void AssertFound(PictureArea expected, Drawing drawing)
    {
        PictureArea? found = PictureMargins.Find(drawing.Raster);
        Assert.NotNull(found);
        Assert.Equal(expected.ToString(), found.ToString());
    }

    private static Drawing Sheet(int width, int height, byte level)
    {
        byte[] values = new byte[width * height * 3];
        Array.Fill(values, level);
        return new Drawing(new Raster(width, height, 3, values));
    }

    /// <summary>A sheet on which a test draws.</summary>
    private sealed class Drawing(Raster raster)
    {
        public Raster Raster => raster;

        /// <summary>Puts noise on a part, which no line of one colour is.</summary>
        public Drawing With(PictureArea area)
        {
            var random = new Random(5);
            for (int y = area.Y; y < area.Y + area.Height; y++) random.NextBytes(raster.Values.AsSpan(((y * raster.Width) + area.X) * 3, area.Width * 3));
            return this;
        }

        public Drawing WithRows(int from, int to, byte level)
        {
            raster.Values.AsSpan(from * raster.Width * 3, (to - from) * raster.Width * 3).Fill(level);
            return this;
        }

        /// <summary>Puts strokes on some rows: every third pair of columns.</summary>
        public Drawing WithText(int from, int to, byte level)
        {
            for (int y = from; y < to; y++)
            {
                for (int x = 4; x < raster.Width - 4; x += 6) raster.Values.AsSpan(((y * raster.Width) + x) * 3, 6).Fill(level);
            }

            return this;
        }
    }
}
