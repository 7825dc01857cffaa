using Lookalike.Imaging.Ink;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;
using NetVips;

namespace Lookalike.Imaging.Tests.Ink;

public sealed class FramedDrawingTests
{
    private const int Box = 20;
    private static readonly PixelShape Digit = new(1, 28, 28);
    private static readonly PictureReader Reader = new() { InkBox = Box };

    [Theory]
    [InlineData(245)]
    [InlineData(235)]
    [InlineData(220)]
    [InlineData(170)]
    [InlineData(120)]
    public void Ink_on_grey_paper_becomes_light_ink_on_black(byte paper) => AssertTwo(new DrawnSheet(280, 280) { Paper = (paper, paper, paper) }.Draw(DrawnSheet.Two, 60, 50, 170));

    [Fact]
    public void A_shadow_across_the_sheet_goes() =>
        AssertTwo(new DrawnSheet(400, 300) { Paper = (230, 228, 220), Light = (x, y) => 1 - (0.6 * ((0.7 * x) + (0.3 * y))), Grain = 2 }.Draw(DrawnSheet.Two, 150, 60, 150));

    [Fact]
    public void A_shadow_with_a_hard_edge_across_the_drawing_goes() =>
        AssertTwo(new DrawnSheet(400, 400) { Paper = (230, 230, 225), Light = (x, y) => x + (0.3 * y) < 0.55 ? 0.55 : 1, Grain = 2 }.Draw(DrawnSheet.Two, 110, 90, 200));

    [Fact]
    public void A_shadow_in_a_corner_goes() =>
        AssertTwo(new DrawnSheet(400, 400) { Paper = (235, 235, 235), Light = (x, y) => 1 - (0.5 / (1 + Math.Exp(30 * (Math.Sqrt((x * x) + (y * y)) - 0.5)))) }.Draw(DrawnSheet.Two, 220, 200, 120));

    [Fact]
    public void A_drawing_that_fills_the_sheet_is_scaled_into_the_box() => AssertTwo(new DrawnSheet(300, 300) { Paper = (200, 200, 200) }.Draw(DrawnSheet.Two, 0, 0, 300));

    [Fact]
    public void A_small_drawing_in_the_corner_of_a_large_sheet_is_found() =>
        AssertTwo(new DrawnSheet(1500, 1000) { Paper = (215, 210, 200), Ink = (30, 30, 40), Grain = 4, Light = (x, y) => 1 - (0.3 * y) }.Draw(DrawnSheet.Two, 1400, 20, 60));

    [Theory]
    [InlineData(30, 50, 160)]
    [InlineData(200, 30, 40)]
    [InlineData(120, 180, 240)]
    [InlineData(225, 200, 30)]
    public void A_pen_of_any_colour_is_ink(byte r, byte g, byte b) =>
        AssertTwo(new DrawnSheet(300, 400) { Paper = (225, 222, 215), Ink = (r, g, b), Grain = 3 }.Draw(DrawnSheet.Two, 90, 150, 140));

    [Fact]
    public void A_pen_as_light_as_the_paper_is_ink_by_its_colour_alone() =>
        AssertTwo(new DrawnSheet(300, 300) { Paper = (130, 130, 130), Ink = (90, 140, 230), Grain = 3 }.Draw(DrawnSheet.Two, 90, 80, 140));

    [Fact]
    public void Chalk_on_a_board_is_ink() => AssertTwo(new DrawnSheet(300, 300) { Paper = (50, 60, 50), Ink = (220, 220, 210), Grain = 4 }.Draw(DrawnSheet.Two, 90, 80, 140));

    [Fact]
    public void Dust_and_ruled_lines_are_no_strokes() =>
        AssertTwo(new DrawnSheet(400, 400) { Paper = (240, 240, 235), Mark = (x, y) => y % 40 < 2 ? 0.2 : (x % 97 < 3 && y % 61 < 3 ? 0.8 : 0) }.Draw(DrawnSheet.Two, 130, 100, 180));

    [Fact]
    public void Lines_alone_that_are_as_strong_as_ink_do_not_hide_a_stronger_drawing() =>
        AssertTwo(new DrawnSheet(400, 400) { Ink = (20, 20, 20), Mark = (_, y) => y % 50 < 2 ? 0.4 : 0 }.Draw(DrawnSheet.Two, 130, 100, 180));

    [Fact]
    public void A_fine_pen_is_as_light_as_the_training_images() =>
        Assert.Equal(255, AssertFramed(new DrawnSheet(400, 400) { Paper = (240, 240, 240), Ink = (60, 60, 60) }.Draw(DrawnSheet.Two, 100, 100, 200, stroke: 0.03)).Max());

    [Fact]
    public void A_stroke_of_its_own_stays_with_the_rest()
    {
        byte[] five = AssertFramed(new DrawnSheet(300, 300) { Paper = (190, 190, 190) }.Draw(DrawnSheet.Five, 90, 80, 140));
        byte[] clean = AssertFramed(new DrawnSheet(140, 140) { Ink = (10, 10, 10) }.Draw(DrawnSheet.Five, 0, 0, 140));
        AssertAlike(clean, five);
        Assert.True(five.AsSpan(0, 8 * 28).ToArray().Count(v => v > 128) >= 6, "the bar is gone");
    }

    [Fact]
    public void A_photograph_that_was_held_on_its_side_is_framed_upright()
    {
        Image upright = new DrawnSheet(300, 400) { Paper = (200, 200, 200) }.Draw(DrawnSheet.Two, 90, 150, 140);
        AssertAlike(AssertFramed(upright), Read(Drawn.Held(upright, 6).JpegsaveBuffer(q: 90)).Pixels);
    }

    [Fact]
    public void A_part_of_a_picture_is_looked_at_alone()
    {
        Image both = new DrawnSheet(300, 300) { Paper = (200, 200, 200) }.Draw(DrawnSheet.Two, 20, 80, 110).Join(
            new DrawnSheet(300, 300) { Paper = (200, 200, 200) }.Draw(DrawnSheet.Five, 20, 20, 260), Enums.Direction.Horizontal);
        Picture part = new PictureReader { InkBox = Box, Area = new PictureArea(0, 0, 290, 300) }.Read(both.PngsaveBuffer(), "part", Digit, background: 0);
        AssertAlike(Clean(), part.Pixels);
    }

    [Theory]
    [InlineData(255, 0)]
    [InlineData(128, 3)]
    [InlineData(20, 3)]
    public void A_blank_sheet_says_so_and_is_read_as_a_whole(byte paper, double grain)
    {
        byte[] encoded = new DrawnSheet(300, 200) { Paper = (paper, paper, paper), Grain = grain, Light = (x, _) => 1 - (0.3 * x) }.Draw(DrawnSheet.Two, -900, -900, 100).PngsaveBuffer();
        Picture picture = Read(encoded);
        Assert.Equal(PictureInk.Blank, picture.Ink);
        Assert.Equal(new PictureReader().Read(encoded, "blank", Digit, background: 0).Pixels, picture.Pixels);
    }

    [Fact]
    public void An_image_made_as_the_training_images_passes_byte_for_byte()
    {
        byte[] made = Clean();
        Picture picture = Read(DrawnPicture.Of(made, 28, 28, 1).PngsaveBuffer());
        Assert.Equal(made, picture.Pixels);
        Assert.Equal(PictureInk.AsItIs, picture.Ink);
    }

    [Fact]
    public void A_clean_drawing_of_the_right_size_and_place_is_read_as_before()
    {
        byte[] made = Clean(), large = new byte[280 * 280];
        for (int i = 0; i < large.Length; i++) large[i] = (byte)(255 - made[(i / 2800 * 28) + (i % 280 / 10)]);
        byte[] encoded = DrawnPicture.Of(large, 280, 280, 1).PngsaveBuffer();
        Picture before = new PictureReader().Read(encoded, "clean", Digit, background: 0), now = Read(encoded);
        Assert.Equal(before.Pixels, now.Pixels);
        Assert.Equal((PictureInk.AsItIs, true), (now.Ink, now.Inverted));
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(1, null)]
    public void Colour_models_and_models_without_a_background_read_as_before(int channels, int? background)
    {
        byte[] encoded = new DrawnSheet(300, 300) { Paper = (200, 200, 200) }.Draw(DrawnSheet.Two, 90, 80, 140).PngsaveBuffer();
        var shape = new PixelShape(channels, 28, 28);
        Picture picture = Reader.Read(encoded, "plain", shape, (byte?)background);
        Assert.Equal(new PictureReader().Read(encoded, "plain", shape, (byte?)background).Pixels, picture.Pixels);
        Assert.Equal(PictureInk.AsItIs, picture.Ink);
    }

    private static byte[] Clean() => AssertFramed(new DrawnSheet(200, 200) { Ink = (10, 10, 10) }.Draw(DrawnSheet.Two, 0, 0, 200));

    private static void AssertTwo(Image sheet) => AssertAlike(Clean(), AssertFramed(sheet));

    /// <summary>Light ink on black, the longer side fills the box, the centre of mass is in the middle.</summary>
    private static byte[] AssertFramed(Image sheet)
    {
        Picture picture = Read(sheet.PngsaveBuffer());
        Assert.Equal(PictureInk.Framed, picture.Ink);
        Assert.Equal(255, picture.Pixels.Max());
        Assert.InRange(CentredInk.SideOf(picture.Pixels, 28, 28) ?? 0, Box - 1, Box);
        return picture.Pixels;
    }

    /// <summary>By the cosine of the angle between the pixels: the same drawing moved by a pixel has about .8.</summary>
    private static void AssertAlike(byte[] expected, byte[] found)
    {
        double dot = expected.Zip(found, (a, b) => (double)a * b).Sum();
        double cosine = dot / Math.Sqrt(expected.Sum(v => (double)v * v) * found.Sum(v => (double)v * v));
        Assert.True(cosine > 0.93, $"{cosine:0.000}");
    }

    private static Picture Read(byte[] encoded) => Reader.Read(encoded, "sheet", Digit, background: 0);
}
