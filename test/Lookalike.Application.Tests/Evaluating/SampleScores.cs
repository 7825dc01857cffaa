using Lookalike.Application.Evaluating.LabelFree;

namespace Lookalike.Application.Tests.Evaluating;

/// <summary>Scores that the tests make up.</summary>
internal static class SampleScores
{
    /// <summary>Every change scores alike, but for one.</summary>
    public static CopyScores Of(string vectors, double recall, string? other = null, double otherRecall = 0)
    {
        CopyScore Score(string change) => new() { RecallAt1 = change == other ? otherRecall : recall, MeanReciprocalRank = recall };
        var changes = new ChangeScores(change => Score(change.ToString().ToLowerInvariant()));
        return new CopyScores(changes)
        {
            Vectors = vectors,
            Metric = "euclidean",
            RecallAt1 = changes.ToList().Average(c => c.Value.RecallAt1),
            MeanReciprocalRank = recall,
        };
    }
}
