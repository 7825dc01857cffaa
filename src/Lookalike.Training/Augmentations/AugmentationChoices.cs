namespace Lookalike.Training.Augmentations;

/// <summary>How changed copies are to differ from their images, as far as anything is said of it. What is null takes its default. Immutable.</summary>
public sealed class AugmentationChoices
{
    /// <summary>The profile; null for the one that suits the images, or that of the run that goes on.</summary>
    public AugmentationProfile? Profile { get; init; }

    /// <summary>In place of the profile's <see cref="Augmentation.Rotation"/>.</summary>
    public double? Rotation { get; init; }

    /// <summary>In place of the profile's <see cref="Augmentation.Shear"/>.</summary>
    public double? Shear { get; init; }

    /// <summary>In place of the profile's <see cref="Augmentation.Scale"/>.</summary>
    public double? Scale { get; init; }

    /// <summary>In place of the profile's <see cref="Augmentation.Shift"/>.</summary>
    public double? Shift { get; init; }

    /// <summary>In place of the profile's <see cref="Augmentation.Crop"/>.</summary>
    public double? Crop { get; init; }

    /// <summary>In place of the profile's <see cref="Augmentation.Flip"/>.</summary>
    public double? Flip { get; init; }

    /// <summary>In place of the profile's <see cref="Augmentation.Brightness"/>.</summary>
    public double? Brightness { get; init; }

    /// <summary>In place of the profile's <see cref="Augmentation.Contrast"/>.</summary>
    public double? Contrast { get; init; }

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
