using Lookalike.Datasets;

namespace Lookalike.Training;

/// <summary>Holds a share of the training images out for validation.</summary>
public static class ValidationSplit
{
    /// <summary>Splits a set by a seeded draw.</summary>
    /// <param name="images">The images.</param>
    /// <param name="share">The share that is held out, above 0 and below 1; at least one image is.</param>
    /// <param name="seed">The seed of the draw.</param>
    /// <returns>Two sets that share the pixels, each in the order of <paramref name="images"/>.</returns>
    /// <exception cref="TrainingException">There are fewer than two images.</exception>
    public static (ImageSet Training, ImageSet Validation) HoldOut(ImageSet images, double share, int seed)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count < 2) throw new TrainingException($"{images.Name} has {images.Count} images; expected at least 2, one of them to validate with.");
        int held = Math.Clamp((int)Math.Round(images.Count * share), 1, images.Count - 1);
        int[] order = [.. Enumerable.Range(0, images.Count)];
        new Random(seed).Shuffle(order);
        return (images.Select([.. order[held..].Order()]), images.Select([.. order[..held].Order()]));
    }
}
