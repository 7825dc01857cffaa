using Lookalike.Imaging;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;
using Lookalike.Models.Layers;

namespace Lookalike.Models.Encoders;

/// <summary>
/// How an image becomes the input of a model: its size, its border, and how it fits. The pixels are float32, [N,C,H,W], 0 (black) to 1. Immutable.
/// </summary>
public sealed class Preprocessing
{
    /// <summary>1 (grey) or 3 (red, green, blue).</summary>
    public required int Channels { get; init; }

    /// <summary>Rows, 1..<see cref="PixelShape.MaxSide"/>.</summary>
    public required int Height { get; init; }

    /// <summary>Columns, 1..<see cref="PixelShape.MaxSide"/>.</summary>
    public required int Width { get; init; }

    /// <summary>
    /// The value 0..255 that surrounds every training image, where there was one: black for handwritten digits. An image is set on it. Null by
    /// default.
    /// </summary>
    public byte? Background { get; init; }

    /// <summary>How a picture of another aspect ratio was brought to the size, and is to be.</summary>
    /// <value>The default is <see cref="PictureFit.Pad"/>.</value>
    public PictureFit Fit { get; init; }

    /// <summary>
    /// The longer side, in pixels, of the box around the ink of every training image, where they are drawings of light ink on black with their
    /// centre of mass in the middle, as those of MNIST are. A picture of another making is brought to it. Null by default.
    /// </summary>
    public int? InkBox { get; init; }

    /// <summary>The shape as the picture reader takes it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range, which no number of a model file is.</exception>
    public PixelShape Shape => new(Channels, Height, Width);

    /// <summary>A reader that makes of a picture what the model was trained on, given <see cref="Shape"/> and <see cref="Background"/>.</summary>
    /// <param name="maxPixels">The most pixels that a picture may have, 1 and up.</param>
    /// <param name="area">The part of the picture to read; null for all of it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxPixels"/> is below 1.</exception>
    internal PictureReader NewReader(long maxPixels = PictureReader.DefaultMaxPixels, PictureArea? area = null) =>
        new() { Fit = Fit, InkBox = InkBox, Area = area, MaxPixels = maxPixels };

    internal FeatureShape InputShape => FeatureShape.Map(Channels, Height, Width);

    internal string? FindFault()
    {
        if (Channels is not (1 or 3)) return $"expected 1 or 3 channels, found {Channels}";
        if (Height is < 1 or > PixelShape.MaxSide) return $"expected a height of 1..{PixelShape.MaxSide}, found {Height}";
        if (Width is < 1 or > PixelShape.MaxSide) return $"expected a width of 1..{PixelShape.MaxSide}, found {Width}";
        if (InkBox is { } box && (box < 1 || box > Math.Min(Height, Width))) return $"expected an ink box of 1..{Math.Min(Height, Width)}, found {box}";
        return Enum.IsDefined(Fit) ? null : $"expected a fit of pad, crop or stretch, found {Fit}";
    }
}
