using NetVips;

namespace Lookalike.Imaging.Sheets;

/// <summary>
/// Brings a tile's pixels to the size they are shown at. Small images are enlarged by a whole factor without smoothing, so that what is seen
/// is what the model sees; large ones are reduced.
/// </summary>
internal sealed class TileScale
{
    private TileScale(int width, int height, int factor)
    {
        Width = width;
        Height = height;
        Factor = factor;
    }

    /// <summary>The width shown, in pixels.</summary>
    public int Width { get; }

    /// <summary>The height shown, in pixels.</summary>
    public int Height { get; }

    /// <summary>The whole factor of the enlargement; 0 where the image is reduced.</summary>
    private int Factor { get; }

    /// <summary>
    /// The scale at which the longer side comes nearest to <paramref name="target"/> pixels; up to two thirds more, an image is shown as it is.
    /// </summary>
    public static TileScale For(PixelShape shape, int target)
    {
        int longer = Math.Max(shape.Width, shape.Height);
        if (longer <= target * 5 / 3)
        {
            int factor = Math.Max(1, (int)Math.Round((double)target / longer));
            return new TileScale(shape.Width * factor, shape.Height * factor, factor);
        }

        return new TileScale(
            Math.Max(1, (int)Math.Round((double)shape.Width * target / longer)),
            Math.Max(1, (int)Math.Round((double)shape.Height * target / longer)),
            0);
    }

    /// <summary>The scale at which an image is as large as a box allows; one that is enlarged is so by a whole factor.</summary>
    /// <param name="shape">The image's shape.</param>
    /// <param name="width">The width of the box in pixels, 1 and up.</param>
    /// <param name="height">The height of the box in pixels, 1 and up.</param>
    public static TileScale Within(PixelShape shape, int width, int height)
    {
        int factor = Math.Min(width / shape.Width, height / shape.Height);
        if (factor >= 1) return new TileScale(shape.Width * factor, shape.Height * factor, factor);
        double scale = Math.Min((double)width / shape.Width, (double)height / shape.Height);
        return new TileScale(
            Math.Clamp((int)Math.Round(shape.Width * scale), 1, width), Math.Clamp((int)Math.Round(shape.Height * scale), 1, height), factor: 0);
    }

    /// <summary>Returns [Height, Width, 3].</summary>
    /// <param name="shape">The shape this scale is for.</param>
    /// <param name="pixels">[channels, height, width].</param>
    public byte[] Apply(PixelShape shape, ReadOnlySpan<byte> pixels)
    {
        int plane = shape.Height * shape.Width;
        var rgb = new byte[plane * 3];
        for (int i = 0; i < rgb.Length; i++) rgb[i] = pixels[(shape.Channels == 3 ? i % 3 * plane : 0) + (i / 3)];
        return Factor == 0 ? Reduce(rgb, shape) : Enlarge(rgb, shape);
    }

    private byte[] Enlarge(byte[] rgb, PixelShape shape)
    {
        var shown = new byte[Width * Height * 3];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
                rgb.AsSpan((((y / Factor) * shape.Width) + (x / Factor)) * 3, 3).CopyTo(shown.AsSpan(((y * Width) + x) * 3));
        }

        return shown;
    }

    private byte[] Reduce(byte[] rgb, PixelShape shape)
    {
        LibVips.Start();
        using Image whole = Image.NewFromMemory<byte>(rgb, shape.Width, shape.Height, 3, Enums.BandFormat.Uchar);
        using Image reduced = whole.ThumbnailImage(Width, height: Height, size: Enums.Size.Force);
        return reduced.WriteToMemory<byte>();
    }
}
