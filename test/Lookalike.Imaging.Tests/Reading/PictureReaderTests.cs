using Lookalike.Imaging.Reading;
using NetVips;

namespace Lookalike.Imaging.Tests.Reading;

public sealed class PictureReaderTests
{
    private static readonly PixelShape Digit = new(1, 28, 28);
    private static readonly PixelShape Colour = new(3, 32, 32);
    private readonly PictureReader _reader = new();

    [Fact]
    public void A_grey_picture_of_the_shape_passes_byte_for_byte()
    {
        byte[] values = Drawn.Noise(28 * 28, 1);

        Picture picture = Read(DrawnPicture.Of(values, 28, 28, 1).PngsaveBuffer(), Digit);

        Assert.Equal(values, picture.Pixels);
        Assert.Equal(Digit, picture.Shape);
        Assert.Equal((28, 28, false), (picture.SourceWidth, picture.SourceHeight, picture.Inverted));
    }

    [Fact]
    public void A_colour_picture_of_the_shape_passes_byte_for_byte_channel_by_channel()
    {
        byte[] values = Drawn.Noise(32 * 32 * 3, 2);

        Picture picture = Read(DrawnPicture.Of(values, 32, 32, 3).PngsaveBuffer(), Colour);

        for (int i = 0; i < 32 * 32 * 3; i++) Assert.Equal(values[i], picture.Pixels[(i % 3 * 32 * 32) + (i / 3)]);
    }

    [Fact]
    public void Grey_stored_as_colour_with_alpha_passes_byte_for_byte()
    {
        byte[] values = Drawn.Noise(28 * 28, 3);
        Image grey = DrawnPicture.Of(values, 28, 28, 1);
        Image colour = grey.Bandjoin(grey, grey).Bandjoin(255).Copy(interpretation: Enums.Interpretation.Srgb);

        Assert.Equal(values, Read(colour.PngsaveBuffer(), Digit).Pixels);
    }

    [Fact]
    public void A_picture_that_only_needs_a_margin_keeps_its_own_pixels()
    {
        byte[] values = Drawn.Noise(28 * 20, 4);

        Picture picture = Read(DrawnPicture.Of(values, 20, 28, 1).PngsaveBuffer(), Digit, background: 0);

        for (int y = 0; y < 28; y++)
        {
            for (int x = 0; x < 28; x++)
                Assert.Equal(x is >= 4 and < 24 ? values[(y * 20) + x - 4] : 0, picture.Pixels[(y * 28) + x]);
        }
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg")]
    [InlineData(".webp")]
    [InlineData(".gif")]
    [InlineData(".tif")]
    [InlineData(".avif")]
    public void Every_format_is_recognised_by_its_content(string suffix)
    {
        byte[] encoded = Drawn.Box(64, 64, [200, 40, 40], [40, 40, 200]).WriteToBuffer(suffix);

        Picture picture = Read(encoded, Colour);

        AssertNear([200, 40, 40], At(picture, 1, 1), 12);
        AssertNear([40, 40, 200], At(picture, 16, 16), 12);
    }

    [Fact]
    public void Of_an_animation_the_first_frame_is_read()
    {
        Image frames = Drawn.Box(16, 16, [250, 0, 0], [250, 0, 0]).Join(Drawn.Box(16, 16, [0, 0, 250], [0, 0, 250]), Enums.Direction.Vertical);
        byte[] gif = frames.Mutate(mutable => mutable.Set(GValue.GIntType, "page-height", 16)).GifsaveBuffer();

        Picture picture = Read(gif, Colour);

        Assert.Equal((16, 16), (picture.SourceWidth, picture.SourceHeight));
        AssertNear([250, 0, 0], At(picture, 16, 16), 8);
    }

    [Fact]
    public void Colour_becomes_grey_by_luminance()
    {
        byte[] encoded = Drawn.Box(28, 28, [0, 255, 0], [0, 0, 255]).PngsaveBuffer();

        Picture picture = Read(encoded, Digit);

        Assert.InRange(At(picture, 0, 0)[0], 150, 235);
        Assert.InRange(At(picture, 14, 14)[0], 10, 90);
    }

    [Fact]
    public void Grey_becomes_three_equal_channels()
    {
        Picture picture = Read(Drawn.Box(64, 64, [10], [180]).PngsaveBuffer(), Colour);

        Assert.Equal([10, 10, 10], At(picture, 0, 0));
        Assert.Equal([180, 180, 180], At(picture, 16, 16));
    }

    [Fact]
    public void Sixteen_bits_become_eight()
    {
        Image deep = (Drawn.Box(64, 64, [10], [180]).Cast(Enums.BandFormat.Ushort) * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Grey16);

        Picture picture = Read(deep.PngsaveBuffer(bitdepth: 16), Digit);

        AssertNear([10], At(picture, 0, 0), 1);
        AssertNear([180], At(picture, 14, 14), 1);
    }

    [Theory]
    [InlineData(28)]
    [InlineData(64)]
    public void A_palette_of_one_bit_becomes_black_and_white(int side)
    {
        Picture picture = Read(Drawn.Box(side, side, [0], [255]).PngsaveBuffer(palette: true, bitdepth: 1), Digit);

        Assert.Equal([0], At(picture, 1, 1));
        Assert.Equal([255], At(picture, 14, 14));
    }

    [Fact]
    public void Printing_inks_become_screen_colours()
    {
        Image inks = Drawn.Box(64, 64, [0, 0, 0, 0], [0, 255, 255, 0]).Copy(interpretation: Enums.Interpretation.Cmyk);

        Picture picture = Read(inks.JpegsaveBuffer(q: 95), Colour);

        AssertNear([255, 255, 255], At(picture, 1, 1), 8);
        byte[] red = At(picture, 16, 16);
        Assert.True(red[0] > 180 && red[1] < 90 && red[2] < 90, string.Join(' ', red));
    }

    [Fact]
    public void A_colour_profile_is_followed_to_srgb()
    {
        Image wide = Drawn.Box(64, 64, [128, 128, 128], [200, 60, 60]).Copy(interpretation: Enums.Interpretation.Srgb)
            .IccTransform("p3", inputProfile: "srgb");
        byte[] encoded = wide.PngsaveBuffer(profile: "p3");
        Assert.True(Image.NewFromBuffer(encoded).Contains("icc-profile-data"));

        Picture picture = Read(encoded, Colour);

        AssertNear([200, 60, 60], At(picture, 16, 16), 3);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(2, 31, 0)]
    [InlineData(3, 31, 31)]
    [InlineData(4, 0, 31)]
    [InlineData(5, 0, 0)]
    [InlineData(6, 31, 0)]
    [InlineData(7, 31, 31)]
    [InlineData(8, 0, 31)]
    public void The_exif_orientation_turns_the_picture_upright(int orientation, int x, int y)
    {
        // A white picture whose stored top left corner is black.
        byte[] values = new byte[32 * 32 * 3];
        Array.Fill(values, (byte)255);
        for (int i = 0; i < 64; i++) values.AsSpan(((i / 8 * 32) + (i % 8)) * 3, 3).Clear();
        byte[] encoded = DrawnPicture.Of(values, 32, 32, 3).Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", orientation)).PngsaveBuffer();

        Picture picture = Read(encoded, Colour);

        AssertNear([0, 0, 0], At(picture, x, y), 2);
        AssertNear([255, 255, 255], At(picture, 31 - x, 31 - y), 2);
    }

    [Fact]
    public void A_turned_picture_reports_its_upright_size()
    {
        byte[] encoded = Drawn.Box(40, 20, [0], [255]).Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", 6)).JpegsaveBuffer();

        Picture picture = Read(encoded, Digit);

        Assert.Equal((20, 40), (picture.SourceWidth, picture.SourceHeight));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(255, 255)]
    public void Transparent_ink_of_either_colour_shows_as_on_the_models_background(byte ink, byte background)
    {
        byte[] encoded = Drawn.Box(56, 56, [ink, ink, ink, 0], [ink, ink, ink, 255]).PngsaveBuffer();

        Picture onBackground = Read(encoded, Digit, background);
        Picture onOther = Read(encoded, Digit, (byte)(255 - background));

        Assert.True(onBackground.Inverted);
        Assert.False(onOther.Inverted);
        AssertNear([background], At(onBackground, 0, 0), 2);
        AssertNear([(byte)(255 - background)], At(onBackground, 14, 14), 2);
        AssertNear([(byte)(255 - background)], At(onOther, 0, 0), 2);
        AssertNear([background], At(onOther, 14, 14), 2);
    }

    [Fact]
    public void Without_a_background_transparent_parts_are_white()
    {
        Picture picture = Read(Drawn.Box(64, 64, [9, 9, 9, 0], [200, 0, 0, 255]).PngsaveBuffer(), Colour);

        Assert.Equal([255, 255, 255], At(picture, 0, 0));
        AssertNear([200, 0, 0], At(picture, 16, 16), 2);
    }

    [Fact]
    public void A_picture_of_which_nothing_is_visible_becomes_plain_background()
    {
        Picture picture = Read(Drawn.Box(64, 64, [200, 0], [100, 0]).PngsaveBuffer(), Digit, background: 0);

        Assert.All(picture.Pixels, value => Assert.Equal(0, value));
        Assert.False(picture.Inverted);
    }

    [Fact]
    public void Dark_ink_on_light_paper_is_inverted_for_a_model_of_light_ink_on_black()
    {
        Picture picture = Read(Drawn.Box(56, 40, [240], [20]).PngsaveBuffer(), Digit, background: 0);

        Assert.True(picture.Inverted);
        AssertNear([235], At(picture, 14, 14), 1);
        Assert.Equal([0], At(picture, 14, 0));
    }

    [Fact]
    public void Nothing_is_inverted_when_the_background_agrees() =>
        Assert.False(Read(Drawn.Box(56, 56, [10], [240]).PngsaveBuffer(), Digit, background: 0).Inverted);

    [Fact]
    public void Nothing_is_inverted_when_the_model_has_no_background() =>
        Assert.False(Read(Drawn.Box(56, 56, [240], [20]).PngsaveBuffer(), Digit).Inverted);

    [Fact]
    public void Nothing_is_inverted_for_a_colour_model() =>
        Assert.False(Read(Drawn.Box(64, 64, [240, 240, 240], [20, 20, 20]).PngsaveBuffer(), Colour, background: 0).Inverted);

    [Fact]
    public void A_plain_light_picture_is_not_inverted() =>
        Assert.False(Read(Drawn.Box(56, 56, [240], [240]).PngsaveBuffer(), Digit, background: 0).Inverted);

    [Theory]
    [InlineData(4000, 1)]
    [InlineData(1, 4000)]
    [InlineData(1000, 30)]
    public void An_extreme_aspect_ratio_is_kept_and_padded_with_the_border(int width, int height)
    {
        Picture picture = Read(Drawn.Box(width, height, [90], [90]).PngsaveBuffer(), Digit);

        Assert.Equal(28 * 28, picture.Pixels.Length);
        Assert.All(picture.Pixels, value => Assert.InRange(value, 89, 91));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public void A_tiny_picture_fills_the_shape(int width, int height)
    {
        Picture picture = Read(Drawn.Box(width, height, [77], [77]).PngsaveBuffer(), Digit);

        Assert.All(picture.Pixels, value => Assert.Equal(77, value));
    }

    [Fact]
    public void A_slice_of_a_larger_array_is_read_alone()
    {
        byte[] encoded = Drawn.Box(28, 28, [1], [2]).PngsaveBuffer();
        byte[] longer = [9, 9, .. encoded, 9, 9];

        Picture picture = _reader.Read(longer.AsMemory(2, encoded.Length), "slice", Digit);

        Assert.Equal(2, picture.Pixels[14 * 29]);
    }

    [Fact]
    public void Pictures_are_read_by_many_threads_at_once()
    {
        byte[][] values = [.. Enumerable.Range(0, 32).Select(i => Drawn.Noise(28 * 28, i))];
        byte[][] encoded = [.. values.Select(v => DrawnPicture.Of(v, 28, 28, 1).PngsaveBuffer())];

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            Assert.Equal(values[i % 32], Read(encoded[i % 32], Digit).Pixels));
    }

    private static byte[] At(Picture picture, int x, int y)
    {
        PixelShape shape = picture.Shape;
        return [.. Enumerable.Range(0, shape.Channels).Select(c => picture.Pixels[(((c * shape.Height) + y) * shape.Width) + x])];
    }

    private static void AssertNear(byte[] expected, byte[] found, int tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.True(
            expected.Zip(found).All(pair => Math.Abs(pair.First - pair.Second) <= tolerance),
            $"expected {string.Join(' ', expected)} within {tolerance}, found {string.Join(' ', found)}");
    }

    private Picture Read(byte[] encoded, PixelShape shape, byte? background = null) => _reader.Read(encoded, "drawn", shape, background);
}
