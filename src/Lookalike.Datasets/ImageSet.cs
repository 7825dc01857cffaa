namespace Lookalike.Datasets;

/// <summary>
/// Images of one shape, in memory, as bytes. It holds no labels, so whatever takes an <see cref="ImageSet"/> cannot look at one.
/// </summary>
/// <remarks>Immutable as long as nobody writes to the memory it was made from. Safe to use from many threads.</remarks>
public sealed class ImageSet
{
    /// <summary>Makes a set over <paramref name="pixels"/>, which is kept and not copied.</summary>
    /// <param name="name">What the set is called in messages and keys, such as <c>mnist/train</c>.</param>
    /// <param name="channels">Channels of every image: 1 (grey) or 3 (red, green, blue).</param>
    /// <param name="height">Height of every image in pixels, at least 1.</param>
    /// <param name="width">Width of every image in pixels, at least 1.</param>
    /// <param name="pixels">[Count, Channels, Height, Width], row-major, 0..255. A whole number of images; none is allowed.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty, or <paramref name="pixels"/> does not hold a whole number of images.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is out of range, or one image has more than 2^31 - 1 values.</exception>
    public ImageSet(string name, int channels, int height, int width, ReadOnlyMemory<byte> pixels)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        PixelsPerImage = ImageShape.Require(channels, height, width);
        Count = ImageShape.RequireWholeImages(pixels.Length, PixelsPerImage, nameof(pixels));
        Name = name;
        Channels = channels;
        Height = height;
        Width = width;
        Pixels = pixels;
    }

    /// <summary>What the set is called in messages and keys.</summary>
    public string Name { get; }

    /// <summary>Channels of every image: 1 (grey) or 3 (red, green, blue).</summary>
    public int Channels { get; }

    /// <summary>Height of every image in pixels.</summary>
    public int Height { get; }

    /// <summary>Width of every image in pixels.</summary>
    public int Width { get; }

    /// <summary>The number of images. It may be 0.</summary>
    public int Count { get; }

    /// <summary>Bytes of one image: <see cref="Channels"/> x <see cref="Height"/> x <see cref="Width"/>.</summary>
    public int PixelsPerImage { get; }

    /// <summary>All images: [Count, Channels, Height, Width], row-major, 0..255.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>One image: [Channels, Height, Width], row-major, 0..255. A view, not a copy.</summary>
    /// <param name="index">0..<see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is out of range.</exception>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return Pixels.Span.Slice(index * PixelsPerImage, PixelsPerImage);
        }
    }

    /// <summary>A run of images as a set of the same name. The pixels are shared, not copied.</summary>
    /// <param name="start">The first image, 0..<see cref="Count"/>.</param>
    /// <param name="count">How many images, 0..<see cref="Count"/> - <paramref name="start"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The run does not lie inside the set.</exception>
    public ImageSet Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Count);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - start);
        return new ImageSet(Name, Channels, Height, Width, Pixels.Slice(start * PixelsPerImage, count * PixelsPerImage));
    }
}
