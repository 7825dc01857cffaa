using Lookalike.Imaging;

namespace Lookalike.Training.Patches;

/// <summary>
/// Brings images to a size at which a patch of six pixels shows a piece of a thing and not only its grain: halved until the longer side is at
/// most <see cref="MaxSide"/>. Immutable, so thread-safe.
/// </summary>
internal sealed class PictureHalving
{
    /// <summary>The longest side of an image that is not halved, in pixels.</summary>
    public const int MaxSide = 40;

    /// <summary>The shortest side of an image, in pixels. A long image is not halved below it, however long it stays.</summary>
    public const int MinSide = 16;

    private readonly PixelShape _shape;
    private readonly int _block;

    /// <summary>Plans for images of a shape.</summary>
    /// <param name="shape">The shape, of sides of at least <see cref="MinSide"/>.</param>
    /// <exception cref="ArgumentException">A side is too short.</exception>
    public PictureHalving(PixelShape shape)
    {
        if (Math.Min(shape.Height, shape.Width) < MinSide)
            throw new ArgumentException($"Patches need images of at least {MinSide} pixels on either side, found {shape}.", nameof(shape));

        _shape = shape;
        int halvings = 0;
        while (Math.Max(shape.Height, shape.Width) >> halvings > MaxSide && Math.Min(shape.Height, shape.Width) >> (halvings + 1) >= MinSide) halvings++;
        _block = 1 << halvings;

        // Sides are made even, so that the windows in which patches are pooled lie alike in an image and in its mirror.
        Shape = new PixelShape(shape.Channels, shape.Height / _block & ~1, shape.Width / _block & ~1);
    }

    /// <summary>The shape after halving: even sides of at least <see cref="MinSide"/>. Rows and columns that are left over are cut off.</summary>
    public PixelShape Shape { get; }

    /// <summary>The pixels of a halved image: each the mean of a square block of the image's.</summary>
    /// <param name="image">[C, H, W], row-major, 0..255.</param>
    /// <param name="pixels">Receives [C, h, w] of <see cref="Shape"/>, row-major, in 0..1.</param>
    public void Read(ReadOnlySpan<byte> image, Span<float> pixels)
    {
        int target = 0;
        float scale = 1f / (255 * _block * _block);
        for (int channel = 0; channel < Shape.Channels; channel++)
        {
            ReadOnlySpan<byte> plane = image.Slice(channel * _shape.Height * _shape.Width, _shape.Height * _shape.Width);
            for (int row = 0; row < Shape.Height; row++)
            {
                for (int column = 0; column < Shape.Width; column++) pixels[target++] = BlockSum(plane, row * _block, column * _block) * scale;
            }
        }
    }

    private int BlockSum(ReadOnlySpan<byte> plane, int top, int left)
    {
        int sum = 0;
        for (int row = top; row < top + _block; row++)
        {
            foreach (byte value in plane.Slice((row * _shape.Width) + left, _block)) sum += value;
        }

        return sum;
    }
}
