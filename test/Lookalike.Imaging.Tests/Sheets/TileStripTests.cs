using Lookalike.Imaging.Sheets;
using NetVips;

namespace Lookalike.Imaging.Tests.Sheets;

public sealed class TileStripTests
{
    [Fact]
    public void Tiles_stand_in_the_middle_of_their_boxes_on_a_ground_that_can_be_seen_through()
    {
        TileStrip strip = TileStrip.Draw([Plain(8, 4, 10), Plain(4, 8, 20), Plain(40, 40, 30)], 16, 18, gap: 2, step: 2);

        // The first is enlarged by two, the second by two, the third reduced; the strip is as high as its highest picture needs.
        Assert.Equal((52, 16), (strip.Width, strip.Height));
        Assert.Equal([(0, 4, 16, 8, 10), (22, 0, 8, 16, 20), (36, 0, 16, 16, 30)], Enumerable.Range(0, 3).Select(i => Seen(strip, i * 18, 16)));
        Assert.Equal(0, strip.Rgba[(16 * 4) + 3]);
    }

    [Fact]
    public void A_strip_of_flat_pictures_is_as_high_as_they_are_in_whole_steps() =>
        Assert.Equal(12, TileStrip.Draw([Plain(30, 10, 1)], 30, 60, gap: 0, step: 6).Height);

    [Fact]
    public void As_PNG_it_has_the_same_pixels()
    {
        TileStrip strip = TileStrip.Draw([Plain(3, 5, 77), Plain(5, 3, 200)], 9, 9, gap: 1, step: 1);

        using Image png = Image.PngloadBuffer(strip.ToPng());
        Assert.Equal((strip.Width, strip.Height, 4), (png.Width, png.Height, png.Bands));
        Assert.Equal(strip.Rgba.ToArray(), png.WriteToMemory<byte>());
    }

    private static Tile Plain(int width, int height, byte value)
    {
        byte[] pixels = new byte[width * height];
        Array.Fill(pixels, value);
        return new Tile { Shape = new PixelShape(1, height, width), Pixels = pixels };
    }

    /// <summary>Where a box has something to see, and of which value.</summary>
    private static (int X, int Y, int Width, int Height, int Value) Seen(TileStrip strip, int left, int width)
    {
        byte[] rgba = strip.Rgba.ToArray();
        (int X, int Y)[] seen =
        [
            .. from y in Enumerable.Range(0, strip.Height) from x in Enumerable.Range(left, width) where rgba[(((y * strip.Width) + x) * 4) + 3] == 255 select (x, y),
        ];
        (int x0, int y0) = (seen.Min(p => p.X), seen.Min(p => p.Y));
        byte value = Assert.Single(seen.Select(p => rgba[((p.Y * strip.Width) + p.X) * 4]).Distinct());
        return (x0, y0, seen.Max(p => p.X) - x0 + 1, seen.Max(p => p.Y) - y0 + 1, value);
    }
}
