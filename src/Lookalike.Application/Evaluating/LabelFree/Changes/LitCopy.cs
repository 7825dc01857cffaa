using Lookalike.Application.Evaluating.LabelFree.Planes;
using Lookalike.Imaging;
using Lookalike.Imaging.Copies;

namespace Lookalike.Application.Evaluating.LabelFree.Changes;

/// <summary>Copies whose pixels stay at their places and have other values: light, colour, noise, compression.</summary>
internal static class LitCopy
{
    private const double NoiseDeviation = 0.05;
    private const int JpegQuality = 30;

    /// <summary>Takes every value times a factor, and lifts it by a share of white.</summary>
    public static void Lighten(ReadOnlySpan<byte> image, double factor, double lift, Span<byte> copy)
    {
        for (int i = 0; i < image.Length; i++) copy[i] = ChangedCopy.ToByte((image[i] * factor) + (byte.MaxValue * lift));
    }

    /// <summary>Takes the colour out; all channels become alike.</summary>
    public static void Fade(ReadOnlySpan<byte> image, PixelShape shape, Span<byte> copy)
    {
        float[] grey = new float[shape.Height * shape.Width];
        GreyPlane.Make(image, shape, grey);
        for (int i = 0; i < copy.Length; i++) copy[i] = ChangedCopy.ToByte(grey[i % grey.Length]);
    }

    /// <summary>Adds Gaussian noise to every value.</summary>
    public static void AddNoise(ReadOnlySpan<byte> image, Random random, Span<byte> copy)
    {
        for (int i = 0; i < image.Length; i++)
        {
            // Box and Muller, A note on the generation of random normal deviates (1958); 1 - u is never 0.
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            copy[i] = ChangedCopy.ToByte(image[i] + (normal * NoiseDeviation * byte.MaxValue));
        }
    }

    /// <summary>Takes the image through JPEG and back.</summary>
    public static void Compress(ReadOnlySpan<byte> image, PixelShape shape, Span<byte> copy) => JpegCopy.Make(image, shape, JpegQuality).CopyTo(copy);
}
