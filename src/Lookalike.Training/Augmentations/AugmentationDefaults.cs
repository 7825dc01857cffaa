using Lookalike.Datasets;

namespace Lookalike.Training.Augmentations;

/// <summary>Which augmentation suits a set where nothing is said.</summary>
internal static class AugmentationDefaults
{
    /// <summary>Digits for MNIST; photographs for colour; else the mildest profile, which hardly any grey image does not stand.</summary>
    /// <param name="images">The images; their name and channels are looked at.</param>
    public static AugmentationProfile For(ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Name.StartsWith("mnist/", StringComparison.Ordinal)) return AugmentationProfile.Digits;
        return images.Channels == 3 ? AugmentationProfile.Photos : AugmentationProfile.Clothes;
    }
}
