namespace Lookalike.Imaging.Sheets;

/// <summary>One image on a contact sheet.</summary>
internal sealed class Tile
{
    /// <summary>The shape of <see cref="Pixels"/>.</summary>
    public required PixelShape Shape { get; init; }

    /// <summary>[channels, height, width], 0..255; <see cref="PixelShape.Count"/> bytes. Read when the sheet is saved, not retained.</summary>
    public required ReadOnlyMemory<byte> Pixels { get; init; }

    /// <summary>Text below the image, or null. A line feed begins a new line; a line too long for its column is shortened in its middle.</summary>
    public string? Caption { get; init; }

    /// <summary>The full path of the picture's file, for a page to lead to; null where it has none, or where that does not matter.</summary>
    public string? Path { get; init; }

    /// <summary>The frame around the image.</summary>
    public TileFrame Frame { get; init; }

    /// <summary>Checks what the caller wants drawn.</summary>
    /// <exception cref="ArgumentException">The number of pixels is not the shape's.</exception>
    internal static void Require(PixelShape shape, ReadOnlyMemory<byte> pixels, string what)
    {
        if (pixels.Length != shape.Count)
        {
            throw new ArgumentException(
                $"{what} has {pixels.Length:N0} bytes, and its shape {shape} takes {shape.Count:N0}. Give it [channels, height, width] bytes.");
        }
    }
}
