using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Application.Evaluating.LabelFree.Changes;

namespace Lookalike.Application.Tests.Evaluating;

/// <summary>Scores that the tests make up.</summary>
internal static class SampleScores
{
    /// <summary>Every change scores alike, but for one.</summary>
    public static CopyScores Of(string vectors, double recall, string? other = null, double otherRecall = 0)
    {
        var changes = new OrderedDictionary<string, CopyScore>();
        foreach (CopyChange change in Enum.GetValues<CopyChange>())
            changes.Add(change.Word(), new CopyScore { RecallAt1 = change.Word() == other ? otherRecall : recall, MeanReciprocalRank = recall });
        return new CopyScores(changes)
        {
            Vectors = vectors,
            Metric = "euclidean",
            RecallAt1 = changes.Values.Average(score => score.RecallAt1),
            MeanReciprocalRank = recall,
        };
    }

    /// <summary>Baselines that all have the same scores, without an untrained encoder.</summary>
    public static LabelFreeBaselines Baselines(CopyScores scores) => new()
    {
        RawPixels = scores,
        Histogram = scores,
        RandomProjection = scores,
        PerceptualHash = scores,
        DifferenceHash = scores,
    };
}
