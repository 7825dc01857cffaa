namespace Lookalike.Application;

/// <summary>The score of each change. A copy has one of them.</summary>
public sealed class ChangeScores
{
    /// <summary>Moved right and down by a fourteenth of the side; the border is repeated.</summary>
    public required CopyScore Shifted { get; init; }

    /// <summary>The inner 85 % of either side, brought back to the size, bilinear.</summary>
    public required CopyScore Cropped { get; init; }

    /// <summary>Less contrast and more light: 0.7 v + 0.1, values in 0..1.</summary>
    public required CopyScore Brightness { get; init; }

    /// <summary>Gaussian noise with a standard deviation of 0.05, values in 0..1.</summary>
    public required CopyScore Noise { get; init; }

    /// <summary>Compressed with JPEG at quality 30.</summary>
    public required CopyScore Jpeg { get; init; }

    /// <summary>Every change by its name, in the order of the properties.</summary>
    /// <returns>Lower-case names and their scores.</returns>
    public IReadOnlyList<KeyValuePair<string, CopyScore>> ToList() =>
        [new("shifted", Shifted), new("cropped", Cropped), new("brightness", Brightness), new("noise", Noise), new("jpeg", Jpeg)];

    /// <summary>Scores each change.</summary>
    /// <param name="score">Scores one.</param>
    internal static ChangeScores Each(Func<CopyChange, CopyScore> score) => new()
    {
        Shifted = score(CopyChange.Shifted),
        Cropped = score(CopyChange.Cropped),
        Brightness = score(CopyChange.Brightness),
        Noise = score(CopyChange.Noise),
        Jpeg = score(CopyChange.Jpeg),
    };
}
