using Lookalike.Datasets;

namespace Lookalike.Training.Augmentations;

/// <summary>Augmentations that suit a kind of image.</summary>
public enum AugmentationProfile
{
    /// <summary>No change.</summary>
    None,

    /// <summary>Handwriting: turned, slanted, scaled, moved; never mirrored.</summary>
    Digits,

    /// <summary>Objects that are photographed upright and alone: a little turned, slanted, scaled, moved.</summary>
    Clothes,

    /// <summary>Photographs: cut out, mirrored, a little turned, lighter or darker, with more or less contrast.</summary>
    Photos,

    /// <summary>
    /// What people do to pictures: cut to half of either side, turned, mirrored, made darker or lighter, grey or of other colours, framed, captioned, between
    /// bars, on a screen, blurred, noisy.
    /// </summary>
    Edits,
}

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
