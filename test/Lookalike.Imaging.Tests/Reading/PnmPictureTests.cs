using System.Text;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Formats;
using Lookalike.Imaging.Reading;

namespace Lookalike.Imaging.Tests.Reading;

/// <summary>Portable any-maps of 3 x 2 pixels, written after netpbm's descriptions.</summary>
public sealed class PnmPictureTests
{
    private static readonly PixelShape Grey = new(1, 2, 3);
    private static readonly PixelShape Colour = new(3, 2, 3);

    [Fact]
    public void Grey_bytes_are_read() => Assert.Equal([0, 50, 100, 150, 200, 255], Read([.. "P5\n3 2\n255\n"u8, 0, 50, 100, 150, 200, 255], Grey));

    [Fact]
    public void Grey_text_is_read_with_comments_between() => Assert.Equal([0, 50, 100, 150, 200, 255], Read("P2 # made by hand\n3 # wide\n2\n255\n 0 50 100\n150\t200 255\n", Grey));

    [Fact]
    public void Bits_are_black_where_they_are_one()
    {
        Assert.Equal([0, 255, 0, 255, 0, 255], Read([.. "P4 3 2\n"u8, 0b1010_0000, 0b0100_0000], Grey));
        Assert.Equal([0, 255, 0, 255, 0, 255], Read("P1\n3 2\n101\n0 1 0", Grey));
    }

    [Fact]
    public void Colours_are_read_from_bytes_and_from_text()
    {
        byte[] expected = [255, 0, 0, 1, 4, 7, 0, 255, 0, 2, 5, 8, 0, 0, 255, 3, 6, 9];

        Assert.Equal(expected, Read([.. "P6 3 2 255\n"u8, 255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3, 4, 5, 6, 7, 8, 9], Colour));
        Assert.Equal(expected, Read("P3 3 2 255 255 0 0 0 255 0 0 0 255 1 2 3 4 5 6 7 8 9", Colour));
    }

    [Fact]
    public void The_largest_value_is_white_whatever_it_is()
    {
        Assert.Equal([0, 85, 170, 255, 255, 0], Read([.. "P5 3 2 3\n"u8, 0, 1, 2, 3, 3, 0], Grey));
        Assert.Equal([0, 128, 255, 0, 0, 0], Read([.. "P5 3 2 4095\n"u8, 0, 0, 8, 0, 15, 255, 0, 0, 0, 0, 0, 0], Grey));
    }

    [Theory]
    [InlineData("P5 3 2 255\n\u0001\u0002")]
    [InlineData("P2 3 2 255 1 2 3 4 5          ")]
    [InlineData("P5 0 2 255\n      ")]
    [InlineData("P5 3 2 0\n      ")]
    [InlineData("P5 3 2 70000\n            ")]
    [InlineData("P5 3 # no end")]
    [InlineData("P6 9999 9999 255\n      ")]
    public void A_broken_map_is_refused(string text) =>
        Assert.Equal(PictureFault.Broken, Assert.Throws<PictureException>(() => Read(text, Grey)).Fault);

    [Theory]
    [InlineData("P5 is a chipset.")]
    [InlineData("P7\nWIDTH 3\nHEIGHT 2\n")]
    [InlineData("P1. First of all")]
    public void A_text_that_begins_alike_is_no_map(string text) =>
        Assert.NotEqual(PictureFormat.Pnm, PictureSignature.Find(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Damaged_maps_give_a_picture_or_a_picture_exception_and_nothing_else()
    {
        byte[] whole = [.. "P3 3 2 255 255 0 0 0 255 0 0 0 255 1 2 3 4 5 6 7 8 9"u8];
        var random = new Random(4);
        for (int trial = 0; trial < 500; trial++)
        {
            byte[] damaged = [.. whole[..random.Next(4, whole.Length)]];
            for (int flip = 0; flip < 3; flip++) damaged[random.Next(2, damaged.Length)] = (byte)random.Next(256);
            try
            {
                Assert.Equal(Grey.Count, Read(damaged, Grey).Length);
            }
            catch (PictureException e)
            {
                Assert.Equal("map", e.Path);
            }
        }
    }

    private static byte[] Read(string text, PixelShape shape) => Read(Encoding.Latin1.GetBytes(text), shape);

    private static byte[] Read(byte[] encoded, PixelShape shape) => new PictureReader { MaxPixels = 100_000_000 }.Read(encoded, "map", shape).Pixels;
}
