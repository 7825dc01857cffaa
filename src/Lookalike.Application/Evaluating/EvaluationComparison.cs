using System.Text.Json.Serialization;

namespace Lookalike.Application.Evaluating;

/// <summary>Two indexes measured in the same way, and on which queries they differ.</summary>
internal sealed class EvaluationComparison
{
    /// <summary>Puts two measurements side by side.</summary>
    /// <param name="indexes">The index files.</param>
    /// <param name="reports">The measurement of each.</param>
    public EvaluationComparison((string First, string Second) indexes, (EvaluationReport First, EvaluationReport Second) reports)
    {
        Runs = [new Run(indexes.First, reports.First), new Run(indexes.Second, reports.Second)];
        (bool First, bool Second)[] outcomes = reports.First.QueryNames.SequenceEqual(reports.Second.QueryNames)
            ? [.. reports.First.Outcomes.Zip(reports.Second.Outcomes)]
            : [];
        if (outcomes.Length == 0) return;
        FirstHits = new Outcome(
            outcomes.Count(o => o is (true, true)), outcomes.Count(o => o is (true, false)), outcomes.Count(o => o is (false, true)),
            outcomes.Count(o => o is (false, false)));
    }

    /// <summary>The version of this layout.</summary>
    [JsonInclude]
    internal int SchemaVersion { get; } = 1;

    /// <summary>The two measurements, in the order in which their indexes were named.</summary>
    public IReadOnlyList<Run> Runs { get; }

    /// <summary>Of how many queries the first hit is right; null without labels, or where the two were not searched with the same images.</summary>
    public Outcome? FirstHits { get; }

    /// <summary>A number of a measurement, by its name; those that both have.</summary>
    /// <returns>Name, first, second.</returns>
    public IEnumerable<(string Name, double First, double Second)> Numbers()
    {
        (EvaluationReport a, EvaluationReport b) = (Runs[0].Report, Runs[1].Report);
        (string, double?, double?)[] all =
        [
            ("mAP", a.MeanAveragePrecision, b.MeanAveragePrecision),
            ("P@10", a.PrecisionAt10, b.PrecisionAt10),
            ("1-NN", a.PrecisionAt1, b.PrecisionAt1),
            ("recall@1", a.LabelFree?.RecallAt1, b.LabelFree?.RecallAt1),
            ("MRR", a.LabelFree?.MeanReciprocalRank, b.LabelFree?.MeanReciprocalRank),
            .. (a.LabelFree?.Changes.Keys ?? (IEnumerable<string>)[])
                .Select(change => (change, a.LabelFree?.Changes[change].RecallAt1, b.LabelFree?.Changes.GetValueOrDefault(change)?.RecallAt1)),
        ];
        foreach ((string name, double? first, double? second) in all)
        {
            if (first is { } one && second is { } other) yield return (name, one, other);
        }
    }

    /// <summary>A measurement.</summary>
    /// <param name="Index">The index file.</param>
    /// <param name="Report">What was measured.</param>
    internal sealed record Run(string Index, EvaluationReport Report);

    /// <summary>Of how many queries the first hit is right.</summary>
    /// <param name="Both">By both.</param>
    /// <param name="OnlyFirst">By the first only.</param>
    /// <param name="OnlySecond">By the second only.</param>
    /// <param name="Neither">By neither.</param>
    internal sealed record Outcome(int Both, int OnlyFirst, int OnlySecond, int Neither);
}
