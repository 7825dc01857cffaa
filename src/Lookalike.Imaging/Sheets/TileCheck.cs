namespace Lookalike.Imaging;

/// <summary>Checks what the caller wants drawn.</summary>
internal static class TileCheck
{
    /// <exception cref="ArgumentException">The number of pixels is not the shape's.</exception>
    public static void Require(PixelShape shape, ReadOnlyMemory<byte> pixels, string what)
    {
        if (pixels.Length != shape.Count)
            throw new ArgumentException($"{what} has {pixels.Length:N0} bytes, and its shape {shape} takes {shape.Count:N0}. Give it [channels, height, width] bytes.");
    }
}
