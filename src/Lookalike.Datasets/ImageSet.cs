using Lookalike.Imaging;

namespace Lookalike.Datasets;

/// <summary>
/// Images of one shape, as bytes, in memory or in a mapped file. It holds no labels, so whatever takes an <see cref="ImageSet"/> cannot look
/// at one.
/// </summary>
/// <remarks>Immutable as long as nobody writes to the memory it was made from. Safe to use from many threads.</remarks>
public sealed class ImageSet
{
    private readonly ReadOnlyMemory<byte> _pixels;
    private readonly MappedPixels? _mapped;
    private readonly int[]? _places;

    /// <summary>Makes a set over <paramref name="pixels"/>, which is kept and not copied.</summary>
    /// <param name="name">What the set is called in messages and keys, such as <c>mnist/train</c>.</param>
    /// <param name="shape">The shape of every image.</param>
    /// <param name="pixels">[Count, Channels, Height, Width], row-major, 0..255. A whole number of images; none is allowed.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is null or empty, or <paramref name="pixels"/> does not hold a whole number of images.
    /// </exception>
    public ImageSet(string name, PixelShape shape, ReadOnlyMemory<byte> pixels)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        Name = name;
        Shape = Input = shape;
        Count = WholeImages(pixels.Length, nameof(pixels));
        _pixels = pixels;
    }

    /// <summary>Makes a set over a mapped file.</summary>
    /// <param name="name">What the set is called in messages and keys.</param>
    /// <param name="shape">The shape of every image.</param>
    /// <param name="pixels">[Count, Channels, Height, Width], row-major, 0..255. A whole number of images. It stays the caller's.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is null or empty, or <paramref name="pixels"/> does not hold a whole number of images.
    /// </exception>
    internal ImageSet(string name, PixelShape shape, MappedPixels pixels)
        : this(name, shape, ReadOnlyMemory<byte>.Empty)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        Count = WholeImages(pixels.Length, nameof(pixels));
        _mapped = pixels;
    }

    private ImageSet(ImageSet other, int[] places)
        : this(other.Name, other.Shape, other._pixels)
    {
        Input = other.Input;
        Count = places.Length;
        _mapped = other._mapped;
        _places = places;
    }

    /// <summary>What the set is called in messages and keys.</summary>
    public string Name { get; }

    /// <summary>The shape of every image.</summary>
    public PixelShape Shape { get; }

    /// <summary>
    /// The shape that the images are brought to before a model takes them: <see cref="Shape"/>, or a smaller one of as many channels, where copies are
    /// made of them that would be blurred if they were cut out of the smaller ones.
    /// </summary>
    internal PixelShape Input { get; init; }

    /// <summary>Channels of every image: 1 (grey) or 3 (red, green, blue).</summary>
    internal int Channels => Shape.Channels;

    /// <summary>Height of every image in pixels.</summary>
    internal int Height => Shape.Height;

    /// <summary>Width of every image in pixels.</summary>
    internal int Width => Shape.Width;

    /// <summary>The number of images. It may be 0.</summary>
    public int Count { get; }

    /// <summary>Bytes of one image: <see cref="Channels"/> x <see cref="Height"/> x <see cref="Width"/>.</summary>
    internal int PixelsPerImage => Shape.Count;

    /// <summary>Whether the images lie in memory, in the order of the set, so that <see cref="Pixels"/> gives them all at once.</summary>
    internal bool IsContiguous => _mapped is null && _places is null;

    /// <summary>Whether the images lie in a mapped file.</summary>
    internal bool IsMapped => _mapped is not null;

    /// <summary>All images: [Count, Channels, Height, Width], row-major, 0..255.</summary>
    /// <exception cref="InvalidOperationException">The set is not <see cref="IsContiguous"/>: read the images one by one.</exception>
    public ReadOnlyMemory<byte> Pixels => IsContiguous
        ? _pixels
        : throw new InvalidOperationException($"The images of {Name} do not lie in memory one after another. Read them one by one.");

    /// <summary>One image: [Channels, Height, Width], row-major, 0..255. A view, not a copy.</summary>
    /// <param name="index">0..<see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is out of range.</exception>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            int place = _places is null ? index : _places[index];
            return _mapped is null
                ? _pixels.Span.Slice(place * PixelsPerImage, PixelsPerImage)
                : _mapped.Slice((long)place * PixelsPerImage, PixelsPerImage);
        }
    }

    /// <summary>A run of images as a set of the same name. The pixels are shared, not copied.</summary>
    /// <param name="start">The first image, 0..<see cref="Count"/>.</param>
    /// <param name="count">How many images, 0..<see cref="Count"/> - <paramref name="start"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The run does not lie inside the set.</exception>
    internal ImageSet Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Count);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - start);
        return IsContiguous
            ? new ImageSet(Name, Shape, _pixels.Slice(start * PixelsPerImage, count * PixelsPerImage)) { Input = Input }
            : Select([.. Enumerable.Range(start, count)]);
    }

    /// <summary>The same images, which a model takes in another shape.</summary>
    /// <param name="input">The <see cref="Input"/>.</param>
    internal ImageSet For(PixelShape input) => new(this, _places ?? [.. Enumerable.Range(0, Count)]) { Input = input };

    /// <summary>Some of the images as a set of the same name. The pixels are shared, not copied.</summary>
    /// <param name="positions">Which, in the order in which the new set has them, each 0..<see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A position lies outside the set.</exception>
    public ImageSet Select(IReadOnlyList<int> positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        int[] places = new int[positions.Count];
        for (int i = 0; i < places.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(positions[i], nameof(positions));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(positions[i], Count, nameof(positions));
            places[i] = _places is null ? positions[i] : _places[positions[i]];
        }

        return new ImageSet(this, places);
    }

    /// <summary>Copies a run of images.</summary>
    /// <param name="start">The first image.</param>
    /// <param name="count">How many.</param>
    /// <param name="destination">[count, Channels, Height, Width]; longer is allowed.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The run does not lie inside the set.</exception>
    internal void CopyTo(int start, int count, Span<byte> destination)
    {
        for (int i = 0; i < count; i++) this[start + i].CopyTo(destination[(i * PixelsPerImage)..]);
    }

    private int WholeImages(long bytes, string parameterName) => bytes % PixelsPerImage == 0
        ? checked((int)(bytes / PixelsPerImage))
        : throw new ArgumentException($"Expected a multiple of {PixelsPerImage} bytes (one image), found {bytes}. Pass whole images only.", parameterName);
}
