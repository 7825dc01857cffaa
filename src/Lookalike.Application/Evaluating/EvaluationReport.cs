using System.Text.Json.Serialization;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Imaging.Sheets;

namespace Lookalike.Application.Evaluating;

/// <summary>Retrieval quality by the protocol of docs/evaluation.md, with labels, without, or both.</summary>
public sealed class EvaluationReport
{
    internal EvaluationReport()
    {
    }

    /// <summary>The version of this layout.</summary>
    [JsonInclude]
    internal int SchemaVersion { get; } = 1;

    /// <summary>The vectors that were searched: the model's, or a baseline's.</summary>
    public string Vectors { get; internal init; } = "";

    /// <summary>Average precision over the full ranking, divided by all relevant items, mean over the queries; null without labels.</summary>
    public double? MeanAveragePrecision { get; internal init; }

    /// <summary>Average precision over the first 1,000, divided by the relevant items among them, mean over the queries; null without labels.</summary>
    public double? MeanAveragePrecisionAt1000 { get; internal init; }

    /// <summary>The share of the first 10 that has the query's class; null without labels.</summary>
    public double? PrecisionAt10 { get; internal init; }

    /// <summary>The share of queries whose nearest neighbour has their class; null without labels.</summary>
    public double? PrecisionAt1 { get; internal init; }

    /// <summary>Queries.</summary>
    public int Queries { get; internal init; }

    /// <summary>Images that were ranked.</summary>
    public int Database { get; internal init; }

    /// <summary>The distance: euclidean or cosine.</summary>
    public string Metric { get; internal init; } = "";

    /// <summary>Wall time in seconds, making the vectors included.</summary>
    public double Seconds { get; internal init; }

    /// <summary>The share of the ten nearest that an approximate search finds, mean over the queries; null where the index is searched exactly.</summary>
    public double? ApproximateRecallAt10 { get; internal init; }

    /// <summary>The same for other vectors of the same images, or null where none were asked for.</summary>
    public IReadOnlyList<EvaluationReport>? Baselines { get; private init; }

    /// <summary>What changed copies say of the model, or null where that was not asked for and there are labels.</summary>
    public LabelFreeReport? LabelFree { get; private init; }

    /// <summary>The same by class; null without labels, and of baselines.</summary>
    [JsonInclude]
    internal IReadOnlyList<ClassQuality>? Classes { get; init; }

    /// <summary>The queries that do worst, the worst first; null without labels, and of baselines.</summary>
    [JsonInclude]
    internal IReadOnlyList<WorstQuery>? Worst { get; init; }

    /// <summary>Whether the first hit of each query is of its class; empty without labels.</summary>
    [JsonIgnore]
    internal IReadOnlyList<bool> Outcomes { get; init; } = [];

    /// <summary>What the queries of <see cref="Outcomes"/> are called.</summary>
    [JsonIgnore]
    internal IReadOnlyList<string> QueryNames { get; init; } = [];

    /// <summary>Pictures of the queries that do worst; empty where none were asked for.</summary>
    [JsonIgnore]
    internal IReadOnlyList<MontageRow> Rows { get; set; } = [];

    /// <summary>The report of a data set that has no labels.</summary>
    /// <param name="labelFree">What was measured without them.</param>
    internal static EvaluationReport WithoutLabels(LabelFreeReport labelFree)
    {
        ArgumentNullException.ThrowIfNull(labelFree);
        return new EvaluationReport
        {
            Vectors = labelFree.Vectors,
            MeanAveragePrecision = null,
            MeanAveragePrecisionAt1000 = null,
            PrecisionAt10 = null,
            PrecisionAt1 = null,
            Queries = labelFree.Queries,
            Database = labelFree.Database,
            Metric = labelFree.Metric,
            Seconds = labelFree.Seconds,
            LabelFree = labelFree,
        };
    }

    /// <summary>This report with others beside it.</summary>
    /// <param name="baselines">The same measurement with other vectors, or null.</param>
    /// <param name="labelFree">What was measured without labels, or null.</param>
    internal EvaluationReport With(IReadOnlyList<EvaluationReport>? baselines, LabelFreeReport? labelFree) => new()
    {
        Vectors = Vectors,
        MeanAveragePrecision = MeanAveragePrecision,
        MeanAveragePrecisionAt1000 = MeanAveragePrecisionAt1000,
        PrecisionAt10 = PrecisionAt10,
        PrecisionAt1 = PrecisionAt1,
        Queries = Queries,
        Database = Database,
        Metric = Metric,
        Seconds = Seconds,
        ApproximateRecallAt10 = ApproximateRecallAt10,
        Baselines = baselines,
        LabelFree = labelFree,
        Classes = Classes,
        Worst = Worst,
        Outcomes = Outcomes,
        QueryNames = QueryNames,
        Rows = Rows,
    };
}
