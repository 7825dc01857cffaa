namespace Lookalike.Datasets;

/// <summary>What an IDX file of images holds.</summary>
/// <remarks>Immutable as long as nobody writes to the memory it was made from. Safe to use from many threads.</remarks>
public sealed class IdxImages
{
    /// <summary>Makes the content of an image file over <paramref name="pixels"/>, which is kept and not copied.</summary>
    /// <param name="channels">Channels of every image: 1 (grey) or 3 (red, green, blue).</param>
    /// <param name="height">Height of every image in pixels, at least 1.</param>
    /// <param name="width">Width of every image in pixels, at least 1.</param>
    /// <param name="pixels">[Count, Channels, Height, Width], row-major, 0..255. A whole number of images.</param>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> does not hold a whole number of images.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is out of range, or one image has more than 2^31 - 1 values.</exception>
    public IdxImages(int channels, int height, int width, ReadOnlyMemory<byte> pixels)
    {
        int pixelsPerImage = ImageShape.Require(channels, height, width);
        Count = ImageShape.RequireWholeImages(pixels.Length, pixelsPerImage, nameof(pixels));
        Channels = channels;
        Height = height;
        Width = width;
        Pixels = pixels;
    }

    /// <summary>The number of images.</summary>
    public int Count { get; }

    /// <summary>Channels of every image: 1 (grey) or 3 (red, green, blue).</summary>
    public int Channels { get; }

    /// <summary>Height of every image in pixels.</summary>
    public int Height { get; }

    /// <summary>Width of every image in pixels.</summary>
    public int Width { get; }

    /// <summary>[Count, Channels, Height, Width], row-major, 0..255.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }
}
