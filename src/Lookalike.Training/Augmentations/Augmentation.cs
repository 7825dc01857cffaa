using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Lookalike.Training.Augmentations;

/// <summary>
/// How far a changed copy of an image may differ from it: the changes that training learns to see through. Every copy draws each of them
/// anew, uniformly from its range. Immutable.
/// </summary>
internal sealed record Augmentation
{
    /// <summary>Turned to either side.</summary>
    /// <value>Degrees, 0 to 180; the default is 0.</value>
    [Range(0.0, 180.0)]
    public double Rotation { get; init; }

    /// <summary>Slanted to either side.</summary>
    /// <value>The tangent of the angle, 0 to 1; the default is 0.</value>
    [Range(0.0, 1.0)]
    public double Shear { get; init; }

    /// <summary>Made larger or smaller, width and height apart.</summary>
    /// <value>The factor less one, 0 to 1: 0.1 is from 1/1.1 to 1.1. The default is 0.</value>
    [Range(0.0, 1.0)]
    public double Scale { get; init; }

    /// <summary>Moved in either direction.</summary>
    /// <value>A share of the side, 0 to 0.5; the default is 0.</value>
    [Range(0.0, 0.5)]
    public double Shift { get; init; }

    /// <summary>Cut out: the side of the part that is kept is drawn from one less this to one, its place from where it fits.</summary>
    /// <value>A share of the side, 0 to 0.9; the default is 0.</value>
    [Range(0.0, 0.9)]
    public double Crop { get; init; }

    /// <summary>The share of the copies that is mirrored left to right.</summary>
    /// <value>0 to 1; the default is 0. Digits and letters do not stand it.</value>
    [Range(0.0, 1.0)]
    public double Flip { get; init; }

    /// <summary>Made lighter or darker.</summary>
    /// <value>A share of the mean brightness, 0 to 1; the default is 0.</value>
    [Range(0.0, 1.0)]
    public double Brightness { get; init; }

    /// <summary>Given more or less contrast.</summary>
    /// <value>The factor less one, 0 to 1; the default is 0.</value>
    [Range(0.0, 1.0)]
    public double Contrast { get; init; }

    /// <summary>The share of the copies whose colours are weakened, tinted or gone.</summary>
    /// <value>0 to 1; the default is 0. It changes nothing of grey images.</value>
    [Range(0.0, 1.0)]
    public double Recolour { get; init; }

    /// <summary>The share of the copies that lie on a page: in a frame, between bars, above or below a caption, on a screen.</summary>
    /// <value>0 to 1; the default is 0.</value>
    [Range(0.0, 1.0)]
    public double Page { get; init; }

    /// <summary>The share of the copies that are blurred, and that of those that have noise.</summary>
    /// <value>0 to 1; the default is 0.</value>
    [Range(0.0, 1.0)]
    public double Roughness { get; init; }

    /// <summary>True where a copy is the image itself.</summary>
    [JsonIgnore]
    public bool IsNone =>
        this is { Rotation: 0, Shear: 0, Scale: 0, Shift: 0, Crop: 0, Flip: 0, Brightness: 0, Contrast: 0, IsEdited: false };

    /// <summary>True where copies are edited as people edit pictures, and not only moved and lit otherwise.</summary>
    [JsonIgnore]
    public bool IsEdited => this is not { Recolour: 0, Page: 0, Roughness: 0 };

    /// <summary>The ranges of a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="profile"/> is not defined.</exception>
    public static Augmentation For(AugmentationProfile profile) => profile switch
    {
        AugmentationProfile.None => new Augmentation(),
        AugmentationProfile.Digits => new Augmentation { Rotation = 15, Shear = 0.3, Scale = 0.1, Shift = 0.04 },
        AugmentationProfile.Clothes => new Augmentation { Rotation = 4, Shear = 0.05, Scale = 0.05, Shift = 0.03 },
        AugmentationProfile.Photos => new Augmentation { Rotation = 8, Crop = 0.3, Flip = 0.5, Brightness = 0.3, Contrast = 0.3 },
        AugmentationProfile.Edits => new Augmentation
        {
            Rotation = 10,
            Shear = 0.1,
            Shift = 0.07,
            Crop = 0.5,
            Flip = 0.5,
            Brightness = 0.65,
            Contrast = 0.6,
            Recolour = 0.8,
            Page = 0.3,
            Roughness = 0.3,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "Unknown augmentation profile."),
    };
}
