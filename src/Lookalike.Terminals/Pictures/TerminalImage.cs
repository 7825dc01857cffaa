namespace Lookalike.Terminals.Pictures;

/// <summary>A picture for a terminal.</summary>
/// <param name="width">The width in pixels.</param>
/// <param name="height">The height in pixels.</param>
/// <param name="rgba">[height, width, 4]: red, green, blue, and 255 where there is anything to see, else 0.</param>
/// <param name="png">The same as a PNG file, for terminals that take one.</param>
internal sealed class TerminalImage(int width, int height, ReadOnlyMemory<byte> rgba, Func<byte[]> png)
{
    /// <summary>The width in pixels.</summary>
    public int Width => width;

    /// <summary>The height in pixels.</summary>
    public int Height => height;

    /// <summary>The same as a PNG file.</summary>
    public byte[] ToPng() => png();

    /// <summary>Red, green and blue of a pixel, or null where there is nothing to see.</summary>
    public (byte Red, byte Green, byte Blue)? At(int x, int y)
    {
        if (y >= height) return null;
        ReadOnlySpan<byte> pixel = rgba.Span.Slice(((y * width) + x) * 4, 4);
        return pixel[3] == 0 ? null : (pixel[0], pixel[1], pixel[2]);
    }
}
