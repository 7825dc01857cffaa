using Lookalike.Imaging.Sheets;
using NetVips;

namespace Lookalike.Imaging.Tests.Sheets;

/// <summary>A saved sheet, read back.</summary>
internal sealed class SheetPicture
{
    private readonly byte[] _rgb;

    public SheetPicture(string path)
    {
        LibVips.Start();
        using Image image = Image.NewFromBuffer(File.ReadAllBytes(path));
        using Image colour = image.Colourspace(Enums.Interpretation.Srgb);
        Width = colour.Width;
        Height = colour.Height;
        _rgb = colour.WriteToMemory<byte>();
    }

    public int Width { get; }

    public int Height { get; }

    public Colour this[int x, int y] => new(_rgb[((y * Width) + x) * 3], _rgb[(((y * Width) + x) * 3) + 1], _rgb[(((y * Width) + x) * 3) + 2]);

    public int Count(Colour colour) => Count(0, 0, Width, Height, colour);

    /// <summary>How many pixels of a rectangle have exactly this colour.</summary>
    public int Count(int x, int y, int width, int height, Colour colour)
    {
        int count = 0;
        for (int row = y; row < y + height; row++)
        {
            for (int column = x; column < x + width; column++)
            {
                if (this[column, row] == colour) count++;
            }
        }

        return count;
    }

    /// <summary>The rectangle around all pixels of a colour.</summary>
    public (int X, int Y, int Width, int Height) Bounds(Colour colour)
    {
        int left = Width, top = Height, right = -1, bottom = -1;
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                if (this[x, y] != colour) continue;
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
            }
        }

        return (left, top, right - left + 1, bottom - top + 1);
    }
}
