namespace Lookalike.Imaging.Text;

/// <summary>One line of text, drawn: how much of each pixel is ink.</summary>
internal sealed class TextMask
{
    public TextMask(int width, int height, int top, byte[] coverage)
    {
        Width = width;
        Height = height;
        Top = top;
        Coverage = coverage;
    }

    /// <summary>The width of the ink, in pixels.</summary>
    public int Width { get; }

    /// <summary>The height of the ink, in pixels.</summary>
    public int Height { get; }

    /// <summary>Pixels from the top of the line down to the ink. Masks whose lines begin at one height share a baseline.</summary>
    public int Top { get; }

    /// <summary>[Height, Width], 0 (none) to 255 (all ink).</summary>
    public byte[] Coverage { get; }
}
