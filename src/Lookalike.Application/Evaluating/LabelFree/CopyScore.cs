namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>How well images are found from changed copies of them. Both numbers are 0 to 1; 1 is best.</summary>
internal sealed class CopyScore
{
    internal CopyScore()
    {
    }

    /// <summary>The share of copies whose nearest vector is that of the image they were made from.</summary>
    public double RecallAt1 { get; internal init; }

    /// <summary>The mean of 1 over the rank of the image that the copy was made from.</summary>
    public double MeanReciprocalRank { get; internal init; }

    /// <summary>The score of a set of ranks.</summary>
    /// <param name="ranks">Each from 1; at least one.</param>
    internal static CopyScore Of(IReadOnlyCollection<int> ranks) => new()
    {
        RecallAt1 = ranks.Count(r => r == 1) / (double)ranks.Count,
        MeanReciprocalRank = ranks.Average(r => 1.0 / r),
    };
}
