using NetVips;

namespace Lookalike.Imaging.Sheets;

/// <summary>Tiles side by side, each in a box of its own, on a ground that can be seen through: a row of pictures on a terminal. Immutable.</summary>
internal sealed class TileStrip
{
    private const int Channels = 4;

    private readonly byte[] _rgba;

    private TileStrip(int width, int height) => (Width, Height, _rgba) = (width, height, new byte[width * height * Channels]);

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>[height, width, 4]: red, green, blue, and 255 where there is a picture, else 0.</summary>
    public ReadOnlySpan<byte> Rgba => _rgba;

    /// <summary>Draws tiles, without their captions and frames.</summary>
    /// <param name="tiles">At least one.</param>
    /// <param name="boxWidth">The width of each box in pixels, 1 and up.</param>
    /// <param name="boxHeight">The most that each box is high, in pixels, 1 and up.</param>
    /// <param name="gap">Pixels between two boxes, 0 and up.</param>
    /// <param name="step">The strip is no higher than its pictures need, and a multiple of this.</param>
    public static TileStrip Draw(IReadOnlyList<Tile> tiles, int boxWidth, int boxHeight, int gap, int step)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        TileScale[] scales = [.. tiles.Select(tile => TileScale.Within(tile.Shape, boxWidth, boxHeight))];
        int steps = (scales.Max(scale => scale.Height) + step - 1) / step;
        var strip = new TileStrip((tiles.Count * (boxWidth + gap)) - gap, steps * step);
        for (int i = 0; i < tiles.Count; i++)
        {
            Tile.Require(tiles[i].Shape, tiles[i].Pixels, $"Tile {i + 1}");
            byte[] rgb = scales[i].Apply(tiles[i].Shape, tiles[i].Pixels.Span);
            strip.Put((i * (boxWidth + gap)) + ((boxWidth - scales[i].Width) / 2), (strip.Height - scales[i].Height) / 2, scales[i].Width, rgb);
        }

        return strip;
    }

    /// <summary>The strip as a PNG file.</summary>
    public byte[] ToPng()
    {
        LibVips.Start();
        using Image memory = Image.NewFromMemory<byte>(_rgba, Width, Height, Channels, Enums.BandFormat.Uchar);
        using Image image = memory.Copy(interpretation: Enums.Interpretation.Srgb);
        return image.PngsaveBuffer(keep: Enums.ForeignKeep.None);
    }

    private void Put(int left, int top, int width, byte[] rgb)
    {
        for (int i = 0; i < rgb.Length / 3; i++)
        {
            Span<byte> pixel = _rgba.AsSpan((((top + (i / width)) * Width) + left + (i % width)) * Channels, Channels);
            rgb.AsSpan(i * 3, 3).CopyTo(pixel);
            pixel[3] = byte.MaxValue;
        }
    }
}
