using Lookalike.Datasets;

namespace Lookalike.Training.Data;

/// <summary>Holds a share of the training images out for validation.</summary>
internal static class ValidationSplit
{
    /// <summary>The fewest images of which any are held out. Fewer are all needed for training.</summary>
    public const int MinImages = 10;

    /// <summary>Splits a set by a seeded draw. A set of fewer than <see cref="MinImages"/> is not split: it is validated with what it was trained on.</summary>
    /// <param name="images">The images.</param>
    /// <param name="share">The share that is held out, above 0 and below 1; at least one image is.</param>
    /// <param name="seed">The seed of the draw.</param>
    /// <returns>Two sets that share the pixels, each in the order of <paramref name="images"/>; twice that set where nothing is held out.</returns>
    /// <exception cref="TrainingException">There are fewer than two images.</exception>
    public static (ImageSet Training, ImageSet Validation) HoldOut(ImageSet images, double share, int seed)
    {
        ArgumentNullException.ThrowIfNull(images);
        TrainingImages.RequireEnough(images);
        if (images.Count < MinImages) return (images, images);
        int held = Math.Clamp((int)Math.Round(images.Count * share), 1, images.Count - 1);
        int[] order = [.. Enumerable.Range(0, images.Count)];
        new Random(seed).Shuffle(order);
        return (images.Select([.. order[held..].Order()]), images.Select([.. order[..held].Order()]));
    }
}
