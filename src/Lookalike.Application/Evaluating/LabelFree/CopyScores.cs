using System.Text.Json.Serialization;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>How well one kind of vectors finds images from changed copies of them.</summary>
public class CopyScores
{
    internal CopyScores(OrderedDictionary<string, CopyScore> changes) => Changes = changes;

    /// <summary>The vectors: the model's, or a baseline's.</summary>
    public string Vectors { get; internal init; } = "";

    /// <summary>The distance: euclidean, cosine or manhattan.</summary>
    public string Metric { get; internal init; } = "";

    /// <summary>The share of copies whose nearest vector is that of the image they were made from, 0 to 1: mean over the changes.</summary>
    public double RecallAt1 { get; internal init; }

    /// <summary>The mean of 1 over the rank of the image that the copy was made from, 0 to 1: mean over the changes.</summary>
    public double MeanReciprocalRank { get; internal init; }

    /// <summary>The changes, each on its own, in the order of reports.</summary>
    [JsonInclude]
    internal OrderedDictionary<string, CopyScore> Changes { get; }
}
