using Lookalike.Application.Evaluating.LabelFree.Changes;
using Lookalike.Imaging;

namespace Lookalike.Application.Tests.Evaluating.LabelFree.Changes;

/// <summary>Images that the tests make up, and copies of them.</summary>
internal static class SampleCopy
{
    public static byte[] Noise(PixelShape shape, int seed)
    {
        byte[] image = new byte[shape.Count];
        new Random(seed).NextBytes(image);
        return image;
    }

    public static byte[] Plain(PixelShape shape, byte value)
    {
        byte[] image = new byte[shape.Count];
        Array.Fill(image, value);
        return image;
    }

    public static byte[] Of(CopyChange change, byte[] image, PixelShape shape, int seed = 0)
    {
        byte[] copy = new byte[image.Length];
        ChangedCopy.Make(change, image, shape, seed, copy);
        return copy;
    }

    /// <summary>One row of the first channel.</summary>
    public static byte[] Row(this byte[] image, PixelShape shape, int row) => image.AsSpan(row * shape.Width, shape.Width).ToArray();
}
