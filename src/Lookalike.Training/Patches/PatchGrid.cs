using Lookalike.Imaging;

namespace Lookalike.Training.Patches;

/// <summary>
/// All patches of <see cref="Side"/> x <see cref="Side"/> pixels of an image, one at every pixel where one fits. A patch is a vector in the order
/// (channel, row, column). Immutable, so thread-safe.
/// </summary>
internal sealed class PatchGrid
{
    /// <summary>Pixels of a patch's side.</summary>
    public const int Side = 6;

    private readonly int _channels;
    private readonly int _height;
    private readonly int _width;
    private readonly float[] _shares; // (H, W): of all pixels of all patches, the share that this one is

    /// <summary>Plans for images of a shape.</summary>
    /// <param name="shape">The shape, of sides of at least <see cref="Side"/>.</param>
    public PatchGrid(PixelShape shape)
    {
        (_channels, _height, _width) = (shape.Channels, shape.Height, shape.Width);
        (Rows, Columns) = (_height - Side + 1, _width - Side + 1);
        _shares = new float[_height * _width];
        for (int row = 0; row < _height; row++)
        {
            for (int column = 0; column < _width; column++)
                _shares[(row * _width) + column] = Covering(row, _height) * Covering(column, _width) / ((float)Count * Side * Side);
        }
    }

    /// <summary>Rows of patches.</summary>
    public int Rows { get; }

    /// <summary>Patches in a row.</summary>
    public int Columns { get; }

    /// <summary>Patches of an image.</summary>
    public int Count => Rows * Columns;

    /// <summary>Values of a patch.</summary>
    public int PatchSize => _channels * Side * Side;

    /// <summary>Takes the mean off each channel, a pixel counted as often as patches cover it: the mean patch of an image is then nearly zero.</summary>
    /// <param name="pixels">[C, H, W]; overwritten.</param>
    public void Centre(Span<float> pixels)
    {
        for (int start = 0; start < pixels.Length; start += _shares.Length)
        {
            Span<float> plane = pixels.Slice(start, _shares.Length);
            double mean = 0;
            for (int i = 0; i < plane.Length; i++) mean += (double)plane[i] * _shares[i];
            for (int i = 0; i < plane.Length; i++) plane[i] -= (float)mean;
        }
    }

    /// <summary>Cuts all patches out.</summary>
    /// <param name="pixels">[C, H, W].</param>
    /// <param name="patches">Receives [<see cref="Rows"/> x <see cref="Columns"/>, <see cref="PatchSize"/>]; longer is allowed.</param>
    public void Cut(ReadOnlySpan<float> pixels, Span<float> patches)
    {
        for (int i = 0; i < Count; i++) Cut(pixels, i, patches.Slice(i * PatchSize, PatchSize));
    }

    /// <summary>Cuts one patch out.</summary>
    /// <param name="pixels">[C, H, W].</param>
    /// <param name="position">Which, by rows, below <see cref="Count"/>.</param>
    /// <param name="patch">Receives [<see cref="PatchSize"/>].</param>
    public void Cut(ReadOnlySpan<float> pixels, int position, Span<float> patch)
    {
        (int top, int left) = Math.DivRem(position, Columns);
        for (int channel = 0; channel < _channels; channel++)
        {
            int source = (((channel * _height) + top) * _width) + left;
            for (int row = 0; row < Side; row++, source += _width)
            {
                pixels.Slice(source, Side).CopyTo(patch);
                patch = patch[Side..];
            }
        }
    }

    /// <summary>Mirrors patches left to right.</summary>
    /// <param name="patches">[n, <see cref="PatchSize"/>], for any n.</param>
    public static float[] Mirror(ReadOnlySpan<float> patches)
    {
        float[] mirrored = patches.ToArray();
        for (int start = 0; start < mirrored.Length; start += Side) mirrored.AsSpan(start, Side).Reverse();
        return mirrored;
    }

    /// <summary>Where a value of a patch lies in the mirrored patch.</summary>
    public static int MirrorOf(int value) => value - (2 * (value % Side)) + Side - 1;

    /// <summary>Patches that cover a pixel, along one side.</summary>
    private static int Covering(int pixel, int side) => Math.Min(pixel, side - Side) - Math.Max(pixel - Side + 1, 0) + 1;
}
