using Lookalike.Imaging;

namespace Lookalike.Application.Evaluating.LabelFree.Changes;

/// <summary>Makes changed copies of images: 8-bit pixels to 8-bit pixels, as a picture on disk would be changed.</summary>
internal static class ChangedCopy
{
    /// <summary>Makes one copy.</summary>
    /// <param name="change">What is changed.</param>
    /// <param name="image">[channels, height, width], 0..255.</param>
    /// <param name="shape">The image's shape.</param>
    /// <param name="seed">What the noise follows from; the other changes have no chance in them.</param>
    /// <param name="copy">Receives the copy, [channels, height, width], 0..255.</param>
    public static void Make(CopyChange change, ReadOnlySpan<byte> image, PixelShape shape, int seed, Span<byte> copy)
    {
        switch (change)
        {
            case CopyChange.Shifted: MovedCopy.Shift(image, shape, copy); break;
            case CopyChange.Cropped: MovedCopy.Crop(image, shape, (0.85, 0.85), copy); break;
            case CopyChange.StrongCrop: MovedCopy.Crop(image, shape, (0.6, 0.6), copy); break;
            case CopyChange.SquareCrop: MovedCopy.Crop(image, shape, (0.75, 1), copy); break;
            case CopyChange.Turned: MovedCopy.Turn(image, shape, copy); break;
            case CopyChange.Brightness: LitCopy.Lighten(image, factor: 0.7, lift: 0.1, copy); break;
            case CopyChange.Darker: LitCopy.Lighten(image, factor: 0.5, lift: 0, copy); break;
            case CopyChange.Grey: LitCopy.Fade(image, shape, copy); break;
            case CopyChange.Noise: LitCopy.AddNoise(image, new Random(seed), copy); break;
            case CopyChange.Jpeg: LitCopy.Compress(image, shape, copy); break;
            case CopyChange.Frame: PlacedCopy.Frame(image, shape, copy); break;
            case CopyChange.Letterbox: PlacedCopy.Letterbox(image, shape, copy); break;
            case CopyChange.Screenshot: PlacedCopy.Screenshot(image, shape, copy); break;
            case CopyChange.Caption: WrittenCopy.Caption(image, shape, copy); break;
            case CopyChange.Watermark: WrittenCopy.Watermark(image, shape, copy); break;
            default: throw new ArgumentOutOfRangeException(nameof(change), change, "Unknown change.");
        }
    }

    /// <summary>The nearest level of a value.</summary>
    public static byte ToByte(double value) => (byte)Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), byte.MinValue, byte.MaxValue);
}
