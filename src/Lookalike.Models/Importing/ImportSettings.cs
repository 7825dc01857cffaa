using Lookalike.Imaging.Reading;

namespace Lookalike.Models.Importing;

/// <summary>What is said of an encoder that is imported, where its file does not say it or it cannot be found by running it. Immutable.</summary>
internal sealed class ImportSettings
{
    /// <summary>The side of its pictures, 1..8192, where it takes any; null where the file says it.</summary>
    public int? Size { get; init; }

    /// <summary>The side where neither <see cref="Size"/> nor the file says one; null for none.</summary>
    public int? UsualSize { get; init; }

    /// <summary>What is taken off each channel, one number or three (red, green, blue), in the unit of <see cref="Range"/>.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [0];

    /// <summary>What each channel is divided by after that, one number or three (red, green, blue), none 0, in the unit of <see cref="Range"/>.</summary>
    public IReadOnlyList<float> Deviation { get; init; } = [1];

    /// <summary>What white is before the mean is taken off: 1 or 255.</summary>
    public int Range { get; init; } = 1;

    /// <summary>Whether it takes blue, green, red.</summary>
    public bool BlueFirst { get; init; }

    /// <summary>How pictures of another aspect ratio fit.</summary>
    public PictureFit Fit { get; init; } = PictureFit.Crop;

    /// <summary>The value of the graph that is the latent, an output or one between two nodes; null to choose it.</summary>
    public string? Output { get; init; }

    /// <summary>What is taken of a row of tokens; null to choose it.</summary>
    public TokenChoice? Tokens { get; init; }

    /// <summary>Whether latents are brought to length 1.</summary>
    public bool UnitLength { get; init; }
}
