namespace Lookalike.Imaging.Reading;

/// <summary>A picture brought to a model's input. Immutable, but for the array it hands out.</summary>
public sealed class Picture
{
    internal Picture(PixelShape shape, byte[] pixels, bool inverted, PictureInk ink, int sourceWidth, int sourceHeight)
    {
        Shape = shape;
        Pixels = pixels;
        Inverted = inverted;
        Ink = ink;
        SourceWidth = sourceWidth;
        SourceHeight = sourceHeight;
    }

    /// <summary>The shape of <see cref="Pixels"/>.</summary>
    public PixelShape Shape { get; }

    /// <summary>
    /// The pixels, [channels, height, width], 0..255, red before green before blue. <see cref="PixelShape.Count"/> bytes.
    /// The caller owns the array.
    /// </summary>
    public byte[] Pixels { get; }

    /// <summary>Whether light and dark were swapped, because the picture's background was the opposite of the model's.</summary>
    internal bool Inverted { get; }

    /// <summary>Whether a drawing was looked for, and found.</summary>
    internal PictureInk Ink { get; }

    /// <summary>Whether it is a raw file's preview, whose raw data cannot be developed.</summary>
    internal bool IsPreview { get; init; }

    /// <summary>The width of the picture as it was stored, in pixels, once turned upright.</summary>
    public int SourceWidth { get; }

    /// <summary>The height of the picture as it was stored, in pixels, once turned upright.</summary>
    public int SourceHeight { get; }
}
