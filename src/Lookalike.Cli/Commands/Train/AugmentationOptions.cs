using Lookalike.Training.Augmentations;

namespace Lookalike.Cli.Commands.Train;

/// <summary>How changed copies differ from their images: a profile, and ranges that replace its own. <c>train</c> and <c>augment</c> share it.</summary>
internal sealed class AugmentationOptions
{
    private readonly WordOption<AugmentationProfile> _profile = new(
        "--augment",
        "How training changes its copies: digits, clothes, photos, edits or none. Default: edits for the contrastive objective, digits for mnist, photos for "
        + "colour, else clothes.",
        "digits", "clothes", "photos", "edits", "none");
    private readonly Option<double?> _rotation = Range("--rotation", nameof(Augmentation.Rotation), "Turn copies by up to this many degrees.");
    private readonly Option<double?> _shear = Range("--shear", nameof(Augmentation.Shear), "Slant copies by up to this tangent.");
    private readonly Option<double?> _scale = Range("--scale", nameof(Augmentation.Scale), "Scale copies by up to this factor less one.");
    private readonly Option<double?> _shift = Range("--shift", nameof(Augmentation.Shift), "Move copies by up to this share of the side.");
    private readonly Option<double?> _crop = Range("--crop", nameof(Augmentation.Crop), "Cut up to this share of the side off copies.");
    private readonly Option<double?> _flip = Range("--flip", nameof(Augmentation.Flip), "Mirror this share of the copies.");
    private readonly Option<double?> _brightness = Range("--brightness", nameof(Augmentation.Brightness), "Lighten or darken copies by up to this share.");
    private readonly Option<double?> _contrast = Range(
        "--contrast", nameof(Augmentation.Contrast), "Change the contrast of copies by up to this factor less one.");

    /// <summary>The options, in the order in which the help names them.</summary>
    public IEnumerable<Option> All => [_profile, _rotation, _shear, _scale, _shift, _crop, _flip, _brightness, _contrast];

    /// <summary>What the options ask for.</summary>
    public AugmentationChoices Read(ParseResult parsed) => new()
    {
        Profile = _profile.Read(parsed),
        Rotation = parsed.GetValue(_rotation),
        Shear = parsed.GetValue(_shear),
        Scale = parsed.GetValue(_scale),
        Shift = parsed.GetValue(_shift),
        Crop = parsed.GetValue(_crop),
        Flip = parsed.GetValue(_flip),
        Brightness = parsed.GetValue(_brightness),
        Contrast = parsed.GetValue(_contrast),
    };

    private static Option<double?> Range(string name, string property, string description) =>
        new Option<double?>(name) { Description = description }.InRange(NumberRange.Of<Augmentation>(property));
}
