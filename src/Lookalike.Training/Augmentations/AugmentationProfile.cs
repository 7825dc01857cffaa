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
}
