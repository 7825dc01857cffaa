namespace Lookalike.Training.Augmentations;

/// <summary>How changed copies are to differ from their images, as far as anything is said of it. What is null takes its default. Immutable.</summary>
public sealed class AugmentationChoices
{
    /// <summary>The profile; null for the one that suits the images, or that of the run that goes on.</summary>
    public AugmentationProfile? Profile { get; init; }

    /// <summary>Turned to either side.</summary>
    /// <value>Degrees, 0 to 180; null for the profile's.</value>
    internal double? Rotation { get; init; }

    /// <summary>Slanted to either side.</summary>
    /// <value>The tangent of the angle, 0 to 1; null for the profile's.</value>
    internal double? Shear { get; init; }

    /// <summary>Made larger or smaller, width and height apart.</summary>
    /// <value>The factor less one, 0 to 1: 0.1 is from 1/1.1 to 1.1. Null for the profile's.</value>
    internal double? Scale { get; init; }

    /// <summary>Moved in either direction.</summary>
    /// <value>A share of the side, 0 to 0.5; null for the profile's.</value>
    internal double? Shift { get; init; }

    /// <summary>Cut out: the side of the part that is kept is drawn from one less this to one, its place from where it fits.</summary>
    /// <value>A share of the side, 0 to 0.9; null for the profile's.</value>
    internal double? Crop { get; init; }

    /// <summary>The share of the copies that is mirrored left to right.</summary>
    /// <value>0 to 1; null for the profile's. Digits and letters do not stand it.</value>
    internal double? Flip { get; init; }

    /// <summary>Made lighter or darker.</summary>
    /// <value>A share of the mean brightness, 0 to 1; null for the profile's.</value>
    internal double? Brightness { get; init; }

    /// <summary>Given more or less contrast.</summary>
    /// <value>The factor less one, 0 to 1; null for the profile's.</value>
    internal double? Contrast { get; init; }

    /// <summary>The ranges that are asked for.</summary>
    /// <param name="basis">The ranges where no profile is asked for: those that suit the images, or those of a run that goes on.</param>
    internal Augmentation For(Augmentation basis)
    {
        Augmentation ranges = Profile is { } profile ? Augmentation.For(profile) : basis;
        return ranges with
        {
            Rotation = Rotation ?? ranges.Rotation,
            Shear = Shear ?? ranges.Shear,
            Scale = Scale ?? ranges.Scale,
            Shift = Shift ?? ranges.Shift,
            Crop = Crop ?? ranges.Crop,
            Flip = Flip ?? ranges.Flip,
            Brightness = Brightness ?? ranges.Brightness,
            Contrast = Contrast ?? ranges.Contrast,
        };
    }
}
