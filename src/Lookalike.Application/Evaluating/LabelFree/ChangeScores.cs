namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>The score of each change. A copy has one of them.</summary>
internal sealed class ChangeScores
{
    /// <summary>Scores each change.</summary>
    /// <param name="score">Scores one.</param>
    internal ChangeScores(Func<CopyChange, CopyScore> score) => (Shifted, Cropped, Brightness, Noise, Jpeg) =
        (score(CopyChange.Shifted), score(CopyChange.Cropped), score(CopyChange.Brightness), score(CopyChange.Noise), score(CopyChange.Jpeg));

    /// <summary>Moved right and down by a fourteenth of the side; the border is repeated.</summary>
    public CopyScore Shifted { get; }

    /// <summary>The inner 85 % of either side, brought back to the size, bilinear.</summary>
    public CopyScore Cropped { get; }

    /// <summary>Less contrast and more light: 0.7 v + 0.1, values in 0..1.</summary>
    public CopyScore Brightness { get; }

    /// <summary>Gaussian noise with a standard deviation of 0.05, values in 0..1.</summary>
    public CopyScore Noise { get; }

    /// <summary>Compressed with JPEG at quality 30.</summary>
    public CopyScore Jpeg { get; }

    /// <summary>Every change by its name, in the order of the properties.</summary>
    /// <returns>Lower-case names and their scores.</returns>
    internal IReadOnlyList<KeyValuePair<string, CopyScore>> ToList() =>
        [new("shifted", Shifted), new("cropped", Cropped), new("brightness", Brightness), new("noise", Noise), new("jpeg", Jpeg)];
}
