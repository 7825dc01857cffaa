using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Formats;
using Lookalike.Imaging.Reading;

namespace Lookalike.Imaging.Tests.Reading;

/// <summary>Bitmaps of 4 x 2 pixels, written byte by byte after the Windows API's description.</summary>
public sealed class BmpPictureTests
{
    private static readonly PixelShape Shape = new(3, 2, 4);

    // Top row: red, green, blue, white. Bottom row: black, black, white, red.
    private static readonly byte[] Expected =
    [
        255, 0, 0, 255, 0, 0, 255, 255,
        0, 255, 0, 255, 0, 0, 255, 0,
        0, 0, 255, 255, 0, 0, 255, 0,
    ];

    /// <summary>Blue, green, red, unused: black, red, green, blue, white.</summary>
    private static readonly byte[] Palette = [0, 0, 0, 0, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0];

    [Fact]
    public void Twenty_four_bits_are_read_bottom_row_first()
    {
        byte[] bottom = [0, 0, 0, 0, 0, 0, 255, 255, 255, 0, 0, 255], top = [0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255];

        AssertRead(Bitmap(24, BmpHeader.Plain, [], [.. bottom, .. top]));
        AssertRead(Bitmap(24, BmpHeader.Plain, [], [.. top, .. bottom], height: -2));
    }

    [Fact]
    public void A_palette_of_eight_bits_is_read() => AssertRead(Bitmap(8, BmpHeader.Plain, Full(256), [0, 0, 4, 1, 1, 2, 3, 4]));

    [Fact]
    public void A_palette_of_four_bits_is_read() => AssertRead(Bitmap(4, BmpHeader.Plain, Full(16), [0x00, 0x41, 0, 0, 0x12, 0x34, 0, 0]));

    [Fact]
    public void One_bit_is_read_from_the_highest_down()
    {
        Picture picture = Read(Bitmap(1, BmpHeader.Plain, [0, 0, 0, 0, 255, 255, 255, 0], [0b0011_0000, 0, 0, 0, 0b1010_0000, 0, 0, 0]));

        Assert.Equal([255, 0, 255, 0, 0, 0, 255, 255], picture.Pixels[..8]);
    }

    [Fact]
    public void Sixteen_bits_are_five_of_each_colour_unless_masks_say_otherwise()
    {
        AssertRead(Bitmap(16, BmpHeader.Plain, [], Words(0, 0, 0x7FFF, 0x7C00, 0x7C00, 0x03E0, 0x001F, 0x7FFF)));
        AssertRead(Bitmap(16, BmpHeader.BitFields, Masks(0xF800, 0x07E0, 0x001F), Words(0, 0, 0xFFFF, 0xF800, 0xF800, 0x07E0, 0x001F, 0xFFFF)));
    }

    [Fact]
    public void The_fourth_byte_of_thirty_two_bits_is_no_alpha_without_a_mask() =>
        AssertRead(Bitmap(32, BmpHeader.Plain, [], [0, 0, 0, 0, 0, 0, 0, 9, 255, 255, 255, 0, 0, 0, 255, 9, 0, 0, 255, 0, 0, 255, 0, 9, 255, 0, 0, 0, 255, 255, 255, 9]));

    [Fact]
    public void An_alpha_mask_makes_pixels_transparent_unless_all_would_be()
    {
        byte[] masks = [.. Masks(0xFF0000, 0xFF00, 0xFF), 0, 0, 0, 255];
        byte[] hidden = new byte[32];
        byte[] some = [.. hidden];
        some[3] = 255;

        Picture someVisible = Read(Bitmap(32, BmpHeader.AlphaBitFields, masks, some)), allHidden = Read(Bitmap(32, BmpHeader.AlphaBitFields, masks, hidden));

        Assert.Equal([255, 255, 255, 255, 0, 255, 255, 255], someVisible.Pixels[..8]);
        Assert.All(allHidden.Pixels, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Runs_of_eight_bits_are_expanded() =>
        AssertRead(Bitmap(8, BmpHeader.RunLength8, Full(256), [2, 0, 1, 4, 1, 1, 0, 0, 0, 3, 1, 2, 3, 0, 1, 4, 0, 1]));

    [Fact]
    public void Runs_of_four_bits_are_expanded() =>
        AssertRead(Bitmap(4, BmpHeader.RunLength4, Full(16), [2, 0x00, 2, 0x41, 0, 0, 0, 4, 0x12, 0x34, 0, 1]));

    [Fact]
    public void Runs_may_skip_pixels()
    {
        Picture picture = Read(Bitmap(8, BmpHeader.RunLength8, Full(256), [0, 2, 3, 1, 1, 4, 0, 1]));

        Assert.Equal([0, 0, 0, 255, 0, 0, 0, 0], picture.Pixels[..8]);
    }

    [Fact]
    public void A_bitmap_larger_than_the_shape_is_scaled()
    {
        byte[] pixels = new byte[64 * 32 * 3];
        Array.Fill(pixels, (byte)200);

        Assert.All(Read(Bitmap(24, BmpHeader.Plain, [], pixels, width: 64, height: 32)).Pixels, value => Assert.Equal(200, value));
    }

    [Fact]
    public void A_bitmap_that_promises_more_than_it_has_is_refused_and_costs_nothing() =>
        Assert.Contains("bytes of pixels", Refused(Bitmap(1, BmpHeader.Plain, new byte[8], [], width: 14_000, height: 14_000)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_bitmap_over_the_pixel_limit_is_refused() =>
        Assert.Contains("the limit is", Refused(Bitmap(8, BmpHeader.RunLength8, Full(256), [0, 1], width: int.MaxValue, height: int.MaxValue)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_bitmap_cut_short_anywhere_is_refused()
    {
        byte[] whole = Bitmap(8, BmpHeader.RunLength8, Full(256), [2, 0, 1, 4, 1, 1, 0, 0, 0, 3, 1, 2, 3, 0, 1, 4, 0, 0]);
        for (int length = 1; length < whole.Length; length++) Refused(whole[..length]);
        AssertRead(whole);
    }

    [Fact]
    public void Damaged_bitmaps_give_a_picture_or_a_picture_exception_and_nothing_else()
    {
        var random = new Random(12);
        byte[][] bitmaps =
        [
            Bitmap(8, BmpHeader.RunLength8, Full(256), [2, 0, 1, 4, 1, 1, 0, 0, 0, 3, 1, 2, 3, 0, 1, 4, 0, 1]),
            Bitmap(4, BmpHeader.RunLength4, Full(16), [2, 0x00, 2, 0x41, 0, 0, 0, 4, 0x12, 0x34, 0, 1]),
            Bitmap(16, BmpHeader.BitFields, Masks(0xF800, 0x07E0, 0x001F), new byte[16]),
            Bitmap(24, BmpHeader.Plain, [], new byte[24]),
        ];
        for (int trial = 0; trial < 4000; trial++)
        {
            byte[] damaged = [.. bitmaps[trial % 4]];
            for (int flip = 0; flip < 3; flip++) damaged[random.Next(2, Math.Min(damaged.Length, 90))] = (byte)random.Next(256);
            try
            {
                Assert.Equal(Shape.Count, new PictureReader { MaxPixels = 10_000 }.Read(damaged, "damaged", Shape).Pixels.Length);
            }
            catch (PictureException e)
            {
                Assert.Equal("damaged", e.Path);
            }
        }
    }

    private static byte[] Bitmap(int bits, int compression, byte[] afterHeader, byte[] pixels, int width = 4, int height = 2)
    {
        int offset = 54 + afterHeader.Length;
        return
        [
            (byte)'B', (byte)'M', .. Int(offset + pixels.Length), .. Int(0), .. Int(offset),
            .. Int(40), .. Int(width), .. Int(height), 1, 0, (byte)bits, 0, .. Int(compression), .. Int(pixels.Length), .. Int(0), .. Int(0), .. Int(0), .. Int(0),
            .. afterHeader, .. pixels,
        ];
    }

    private static byte[] Int(int value) => BitConverter.GetBytes(value);

    private static byte[] Masks(params uint[] masks) => [.. masks.SelectMany(BitConverter.GetBytes)];

    private static byte[] Words(params ushort[] words) => [.. words.SelectMany(BitConverter.GetBytes)];

    private static byte[] Full(int entries) => [.. Palette, .. new byte[(entries * 4) - Palette.Length]];

    private static Picture Read(byte[] bitmap) => new PictureReader().Read(bitmap, "drawn.bmp", Shape);

    private static PictureException Refused(byte[] bitmap) => Assert.Throws<PictureException>(() => Read(bitmap));

    private static void AssertRead(byte[] bitmap) => Assert.Equal(Expected, Read(bitmap).Pixels);
}
