using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Application.Evaluating.LabelFree.Planes;
using Lookalike.Search.Distances;
using NetVips;

namespace Lookalike.Benchmarks;

/// <summary>What finds copies without any learning: some numbers of a picture that was stretched to a few pixels.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Metric">The distance that suits it.</param>
/// <param name="Make">From a picture (8-bit sRGB) to the numbers.</param>
internal sealed record PictureDescriptor(string Name, DistanceMetric Metric, Func<Image, float[]> Make)
{
    /// <summary>Hashes, pixels and colours.</summary>
    public static IReadOnlyList<PictureDescriptor> All { get; } =
    [
        Hash(PictureHash.Perceptual),
        Hash(PictureHash.Difference),
        new("16x16 RGB", DistanceMetric.Euclidean, picture => [.. Pixels(picture, 16, 16).Select(value => value / 255f)]),
        new("histogram", DistanceMetric.Manhattan, Histogram),
    ];

    /// <summary>The hash that <c>train</c> and <c>evaluate</c> set beside a model, here of all pixels of the picture.</summary>
    private static PictureDescriptor Hash(PictureHash hash) => new($"{hash.Name}, {hash.Count} bits", DistanceMetric.Hamming, picture =>
    {
        byte[] pixels = picture.WriteToMemory<byte>();
        float[] grey = new float[picture.Width * picture.Height], bits = new float[hash.Count];
        int bands = picture.Bands;
        for (int i = 0; i < grey.Length; i++) grey[i] = GreyPlane.Of(pixels[i * bands], pixels[(i * bands) + 1], pixels[(i * bands) + 2]);
        hash.Make(grey, hash.ScaleOf(picture.Height, picture.Width), bits);
        return bits;
    });

    private static float[] Histogram(Image picture)
    {
        byte[] pixels = Pixels(picture, 64, 64);
        var bins = new float[512];
        for (int i = 0; i < pixels.Length; i += 3) bins[((pixels[i] >> 5) << 6) | ((pixels[i + 1] >> 5) << 3) | (pixels[i + 2] >> 5)] += 1f / (64 * 64);
        return bins;
    }

    private static byte[] Pixels(Image picture, int width, int height)
    {
        using Image small = picture.ThumbnailImage(width, height: height, size: Enums.Size.Force);
        using Image colour = small.Colourspace(Enums.Interpretation.Srgb);
        return colour.WriteToMemory<byte>();
    }
}
