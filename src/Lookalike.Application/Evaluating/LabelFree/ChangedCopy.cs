using Lookalike.Imaging;
using Lookalike.Imaging.Copies;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>Makes changed copies of images: 8-bit pixels to 8-bit pixels, as a picture on disk would be changed.</summary>
internal static class ChangedCopy
{
    private const double ShiftShare = 1.0 / 14;
    private const double KeptShare = 0.85;
    private const double Contrast = 0.7, Lift = 0.1;
    private const double NoiseDeviation = 0.05;
    private const int JpegQuality = 30;

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
            case CopyChange.Shifted:
                Resample(image, shape, x => x - Shift(shape.Width), y => y - Shift(shape.Height), copy);
                break;
            case CopyChange.Cropped:
                Resample(image, shape, x => Inside(x, shape.Width), y => Inside(y, shape.Height), copy);
                break;
            case CopyChange.Brightness:
                for (int i = 0; i < image.Length; i++) copy[i] = ToByte((image[i] * Contrast) + (byte.MaxValue * Lift));
                break;
            case CopyChange.Noise:
                AddNoise(image, new Random(seed), copy);
                break;
            case CopyChange.Jpeg:
                JpegCopy.Make(image, shape, JpegQuality).CopyTo(copy);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, "Unknown change.");
        }
    }

    private static int Shift(int side) => Math.Max(1, (int)Math.Round(side * ShiftShare, MidpointRounding.AwayFromZero));

    /// <summary>Where a pixel of the enlarged inner part lies in the image. Centres of pixels are at a half, so the part keeps its middle.</summary>
    private static double Inside(int pixel, int side) => ((pixel + 0.5) * KeptShare) + (side * (1 - KeptShare) / 2) - 0.5;

    /// <summary>Fills the copy from other places of the image, bilinear; what lies outside is the nearest pixel of the border.</summary>
    private static void Resample(ReadOnlySpan<byte> image, PixelShape shape, Func<int, double> column, Func<int, double> row, Span<byte> copy)
    {
        (int Low, int High, double Share)[] columns = Places(shape.Width, column), rows = Places(shape.Height, row);
        int plane = shape.Height * shape.Width;
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            ReadOnlySpan<byte> from = image.Slice(channel * plane, plane);
            Span<byte> to = copy.Slice(channel * plane, plane);
            for (int y = 0; y < rows.Length; y++)
            {
                ReadOnlySpan<byte> upper = from.Slice(rows[y].Low * shape.Width, shape.Width), lower = from.Slice(rows[y].High * shape.Width, shape.Width);
                for (int x = 0; x < columns.Length; x++)
                {
                    (int low, int high, double share) = columns[x];
                    double above = double.Lerp(upper[low], upper[high], share), below = double.Lerp(lower[low], lower[high], share);
                    to[(y * shape.Width) + x] = ToByte(double.Lerp(above, below, rows[y].Share));
                }
            }
        }
    }

    /// <summary>For each pixel of a side: the two that it lies between, and how near it is to the second.</summary>
    private static (int Low, int High, double Share)[] Places(int side, Func<int, double> place) => [.. Enumerable.Range(0, side).Select(i =>
    {
        double at = Math.Clamp(place(i), 0, side - 1);
        int low = (int)at;
        return (low, Math.Min(low + 1, side - 1), at - low);
    })];

    private static void AddNoise(ReadOnlySpan<byte> image, Random random, Span<byte> copy)
    {
        for (int i = 0; i < image.Length; i++)
        {
            // Box and Muller, A note on the generation of random normal deviates (1958); 1 - u is never 0.
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            copy[i] = ToByte(image[i] + (normal * NoiseDeviation * byte.MaxValue));
        }
    }

    private static byte ToByte(double value) => (byte)Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), byte.MinValue, byte.MaxValue);
}
