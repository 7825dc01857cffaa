using Lookalike.Search.Distances;
using NetVips;

namespace Lookalike.Benchmarks;

/// <summary>What finds copies without any learning: each picture stretched to a small square, and some numbers of that.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Metric">The distance that suits it.</param>
/// <param name="Make">From a picture (8-bit sRGB) to the numbers.</param>
internal sealed record PictureDescriptor(string Name, DistanceMetric Metric, Func<Image, float[]> Make)
{
    private const int HashSide = 32, Low = 8;

    /// <summary>Hashes, pixels and colours.</summary>
    public static IReadOnlyList<PictureDescriptor> All { get; } =
    [
        new("pHash, 63 bits", DistanceMetric.Hamming, PerceptualHash),
        new("dHash, 64 bits", DistanceMetric.Hamming, DifferenceHash),
        new("16x16 RGB", DistanceMetric.Euclidean, picture => [.. Pixels(picture, 16, 16).Select(value => value / 255f)]),
        new("histogram", DistanceMetric.Manhattan, Histogram),
    ];

    /// <summary>
    /// The signs of the low frequencies (an 8 x 8 corner of the cosine transform of 32 x 32 grey pixels, without the mean) beside their median:
    /// the hash known as pHash.
    /// </summary>
    private static float[] PerceptualHash(Image picture)
    {
        float[] grey = Grey(picture, HashSide, HashSide), low = new float[(Low * Low) - 1];
        for (int v = 0; v < Low; v++)
        {
            for (int u = 0; u < Low; u++)
            {
                if (u + v == 0) continue;
                double sum = 0;
                for (int y = 0; y < HashSide; y++)
                {
                    double row = Math.Cos(Math.PI * v * ((2 * y) + 1) / (2 * HashSide));
                    for (int x = 0; x < HashSide; x++) sum += grey[(y * HashSide) + x] * row * Math.Cos(Math.PI * u * ((2 * x) + 1) / (2 * HashSide));
                }

                low[(v * Low) + u - 1] = (float)sum;
            }
        }

        float median = (float)Median.Of(low.Select(value => (double)value));
        return [.. low.Select(value => value > median ? 1f : 0f)];
    }

    /// <summary>Whether each of 8 x 8 grey pixels is lighter than its right neighbour: the hash known as dHash.</summary>
    private static float[] DifferenceHash(Image picture)
    {
        float[] grey = Grey(picture, 9, 8);
        return [.. Enumerable.Range(0, 64).Select(i => grey[(i / 8 * 9) + (i % 8)] > grey[(i / 8 * 9) + (i % 8) + 1] ? 1f : 0f)];
    }

    private static float[] Histogram(Image picture)
    {
        byte[] pixels = Pixels(picture, 64, 64);
        var bins = new float[512];
        for (int i = 0; i < pixels.Length; i += 3) bins[((pixels[i] >> 5) << 6) | ((pixels[i + 1] >> 5) << 3) | (pixels[i + 2] >> 5)] += 1f / (64 * 64);
        return bins;
    }

    private static float[] Grey(Image picture, int width, int height)
    {
        byte[] pixels = Pixels(picture, width, height);
        return [.. Enumerable.Range(0, width * height).Select(i => (0.299f * pixels[3 * i]) + (0.587f * pixels[(3 * i) + 1]) + (0.114f * pixels[(3 * i) + 2]))];
    }

    private static byte[] Pixels(Image picture, int width, int height)
    {
        using Image small = picture.ThumbnailImage(width, height: height, size: Enums.Size.Force);
        using Image colour = small.Colourspace(Enums.Interpretation.Srgb);
        return colour.WriteToMemory<byte>();
    }
}
