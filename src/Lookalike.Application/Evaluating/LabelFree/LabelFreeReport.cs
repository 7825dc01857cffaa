using System.Text.Json.Serialization;
using Lookalike.Application.Indexing;
using Lookalike.Core;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>
/// Whether a model is worth having, measured without labels: how often an image is found from a changed copy of it, by the model and by
/// what needs none. It is the search for the very image that is measured, not for others of its kind: a model that puts images of one kind
/// together may gain with labels what it gives up here. The scores of this class are the model's.
/// </summary>
public sealed class LabelFreeReport : CopyScores
{
    internal LabelFreeReport(OrderedDictionary<string, CopyScore> changes, LabelFreeBaselines baselines)
        : base(changes) => Baselines = baselines;

    /// <summary>The same copies, searched with other vectors.</summary>
    [JsonInclude]
    internal LabelFreeBaselines Baselines { get; }

    /// <summary>In plain words: whether the model beats the best baseline, by how much, and what to do if it does not.</summary>
    public string Verdict { get; internal init; } = "";

    /// <summary>What would better the model, where a program can offer that.</summary>
    [JsonIgnore]
    public Remedy? Remedy { get; internal init; }

    /// <summary>Images that were copied; each was copied once with every change.</summary>
    public int Queries { get; internal init; }

    /// <summary>Images that were ranked for each copy.</summary>
    public int Database { get; internal init; }

    /// <summary>What the choice of the images and the noise follow from.</summary>
    public int Seed { get; internal init; }

    /// <summary>Pictures of an index whose files could not be read, and that were left out, each once.</summary>
    public IReadOnlyList<IndexFailure> Failures { get; internal init; } = [];

    /// <summary>The full paths of pictures whose files have changed since they were indexed, and that were left out.</summary>
    public IReadOnlyList<string> Changed { get; internal init; } = [];

    /// <summary>Wall time in seconds, making the vectors included.</summary>
    public double Seconds { get; internal init; }

    /// <summary>The same report with a verdict that says what would better the model in the words of one program, and no remedy beside it.</summary>
    /// <param name="verdict">The verdict, with the remedy.</param>
    internal LabelFreeReport Worded(string verdict) => new(Changes, Baselines)
    {
        Vectors = Vectors,
        Metric = Metric,
        RecallAt1 = RecallAt1,
        MeanReciprocalRank = MeanReciprocalRank,
        Verdict = verdict,
        Queries = Queries,
        Database = Database,
        Seed = Seed,
        Failures = Failures,
        Changed = Changed,
        Seconds = Seconds,
    };
}
