using System.Security.Cryptography;
using Lookalike.Datasets;

namespace Lookalike.Training.Data;

/// <summary>What images have to be to be trained on, and which they are.</summary>
internal static class TrainingImages
{
    private const int MinImages = 2;

    /// <summary>Refuses a set that is too small.</summary>
    /// <param name="images">The images to train on.</param>
    /// <exception cref="TrainingException">There are fewer than two.</exception>
    public static void RequireEnough(ImageSet images)
    {
        if (images.Count < MinImages)
            throw new TrainingException($"{images.Name} has too few images to train on: expected at least {MinImages}, found {images.Count}. Add images.");
    }

    /// <summary>Refuses a set whose images are one and the same.</summary>
    /// <param name="images">The images to train on, at least one.</param>
    /// <exception cref="TrainingException">They are.</exception>
    public static void RequireDifferent(ImageSet images)
    {
        for (int i = 1; i < images.Count; i++)
        {
            if (!images[i].SequenceEqual(images[0])) return;
        }

        throw new TrainingException(
            $"All {images.Count} images of {images.Name} are the same, pixel for pixel: expected at least two that differ, "
            + "for there is nothing to tell apart. Add other images.");
    }

    /// <summary>SHA-256 of the pixels of all images, in order, as lower-case hexadecimal digits.</summary>
    /// <param name="images">The images.</param>
    public static string Hash(ImageSet images)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < images.Count; i++) hash.AppendData(images[i]);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
