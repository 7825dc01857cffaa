using Lookalike.Imaging.Reading;

namespace Lookalike.Models.Importing;

/// <summary>How pictures are prepared for the encoders of a family, by name.</summary>
internal static class ImportPreset
{
    private const int Side = 224;

    private static readonly float[] ImageNetMean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] ImageNetDeviation = [0.229f, 0.224f, 0.225f];

    private static readonly Dictionary<string, ImportSettings> Presets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["imagenet"] = new() { UsualSize = Side, Mean = ImageNetMean, Deviation = ImageNetDeviation },
        ["clip"] = new()
        {
            UsualSize = Side,
            Mean = [0.48145466f, 0.4578275f, 0.40821073f],
            Deviation = [0.26862954f, 0.26130258f, 0.27577711f],
            UnitLength = true,
        },
        ["siglip"] = new() { UsualSize = Side, Mean = [0.5f], Deviation = [0.5f], Fit = PictureFit.Stretch, UnitLength = true },
        ["dinov2"] = new() { UsualSize = Side, Mean = ImageNetMean, Deviation = ImageNetDeviation },
    };

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => Presets.Keys;

    /// <summary>The settings of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>; null for nothing taken off, red first.</param>
    /// <param name="range">What white is, 1 or 255: the numbers of a name are given for 1, and brought to this.</param>
    public static ImportSettings Of(string? name, int range)
    {
        if (name is null) return new ImportSettings { Range = range };
        ImportSettings preset = Presets[name];
        return new ImportSettings
        {
            UsualSize = preset.UsualSize,
            Mean = [.. preset.Mean.Select(m => m * range)],
            Deviation = [.. preset.Deviation.Select(d => d * range)],
            Range = range,
            Fit = preset.Fit,
            UnitLength = preset.UnitLength,
        };
    }
}
