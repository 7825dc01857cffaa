using Lookalike.Core.Files;
using Lookalike.Imaging.Text;
using NetVips;

namespace Lookalike.Imaging.Sheets;

/// <summary>A page that is drawn on and saved as PNG.</summary>
internal sealed class Sheet
{
    /// <summary>More is a mistake of the caller's, and would take gigabytes.</summary>
    private const long MaxPixels = 100_000_000;

    private readonly byte[] _rgb;

    /// <summary>A blank page.</summary>
    /// <exception cref="ArgumentException">The page would have more than 100 million pixels.</exception>
    public Sheet(int width, int height)
    {
        if ((long)width * height > MaxPixels)
        {
            throw new ArgumentException(
                $"The contact sheet would be {width} x {height} pixels, and the limit is {MaxPixels:N0}. Give it fewer rows, or fewer images a row.");
        }

        Width = width;
        Height = height;
        _rgb = new byte[width * height * 3];
        Fill(0, 0, width, height, Colour.Paper);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Fills a rectangle, which lies on the page.</summary>
    public void Fill(int x, int y, int width, int height, Colour colour)
    {
        for (int row = y; row < y + height; row++)
        {
            Span<byte> span = _rgb.AsSpan(((row * Width) + x) * 3, width * 3);
            for (int i = 0; i < span.Length; i += 3) (span[i], span[i + 1], span[i + 2]) = (colour.Red, colour.Green, colour.Blue);
        }
    }

    /// <summary>Draws a frame just outside a rectangle.</summary>
    public void Frame(int x, int y, int width, int height, int thickness, Colour colour)
    {
        Fill(x - thickness, y - thickness, width + (2 * thickness), thickness, colour);
        Fill(x - thickness, y + height, width + (2 * thickness), thickness, colour);
        Fill(x - thickness, y, thickness, height, colour);
        Fill(x + width, y, thickness, height, colour);
    }

    /// <summary>Copies pixels, [height, width, 3], which lie on the page.</summary>
    public void Draw(int x, int y, int width, int height, ReadOnlySpan<byte> rgb)
    {
        for (int row = 0; row < height; row++)
            rgb.Slice(row * width * 3, width * 3).CopyTo(_rgb.AsSpan((((y + row) * Width) + x) * 3));
    }

    /// <summary>Writes a line of text. What falls off the page is lost.</summary>
    /// <param name="mask">The text, or null for none.</param>
    /// <param name="x">Where its ink begins.</param>
    /// <param name="y">Where its line begins.</param>
    /// <param name="colour">The ink.</param>
    public void Write(TextMask? mask, int x, int y, Colour colour)
    {
        if (mask is null) return;
        for (int row = 0; row < mask.Height; row++)
        {
            int toY = y + mask.Top + row;
            if (toY < 0 || toY >= Height) continue;
            for (int column = 0; column < mask.Width; column++)
            {
                int toX = x + column, ink = mask.Coverage[(row * mask.Width) + column];
                if (ink == 0 || toX < 0 || toX >= Width) continue;
                Span<byte> pixel = _rgb.AsSpan(((toY * Width) + toX) * 3, 3);
                pixel[0] = Mix(pixel[0], colour.Red, ink);
                pixel[1] = Mix(pixel[1], colour.Green, ink);
                pixel[2] = Mix(pixel[2], colour.Blue, ink);
            }
        }
    }

    /// <summary>Saves the page, marked as a result. It is written beside and renamed; the parent folder is made.</summary>
    /// <exception cref="IOException">The folder cannot be made or written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write there.</exception>
    public void Save(string path)
    {
        LibVips.Start();
        using Image memory = Image.NewFromMemory<byte>(_rgb, Width, Height, 3, Enums.BandFormat.Uchar);
        using Image image = memory.Copy(interpretation: Enums.Interpretation.Srgb);
        AtomicFile.Write(path, PngMark.Put(image.PngsaveBuffer(compression: 9)));
    }

    private static byte Mix(byte paper, byte ink, int coverage) => (byte)(((paper * (255 - coverage)) + (ink * coverage) + 127) / 255);
}
