using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Imaging.Reading;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>Images as a model takes them.</summary>
internal static class FittedImages
{
    /// <summary>Brings images to their <see cref="ImageSet.Input"/>, in memory.</summary>
    /// <param name="images">The images.</param>
    /// <param name="maximum">The most of them; of more, so many are picked, evenly spread.</param>
    /// <returns>The set itself, whole, where its images are as a model takes them.</returns>
    public static ImageSet Of(ImageSet images, int maximum)
    {
        if (images.Input == images.Shape) return images;
        int[] picked = EvenSpread.Positions(images.Count, Math.Min(maximum, images.Count), offset: 0);
        byte[] pixels = new byte[picked.Length * images.Input.Count];
        Parallel.For(0, picked.Length, i => FittedPixels.Make(images[picked[i]], images.Shape, images.Input).CopyTo(pixels, i * images.Input.Count));
        return new ImageSet(images.Name, images.Input, pixels);
    }
}
