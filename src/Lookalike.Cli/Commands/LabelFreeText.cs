using Lookalike.Application.Evaluating;
using Lookalike.Application.Evaluating.LabelFree;

namespace Lookalike.Cli.Commands;

/// <summary>What changed copies say of a model, for people; <c>train</c> and <c>evaluate</c> share it.</summary>
internal static class LabelFreeText
{
    /// <summary>The same report with what would better the model in the words of this command line.</summary>
    public static EvaluationReport Worded(EvaluationReport report) => report.LabelFree is { Remedy: not null } free
        ? report.With(report.Baselines, free.Worded(RemedyText.Append(free.Verdict, free.Remedy, model: null)))
        : report;

    public static void Write(LabelFreeReport report, TextWriter output)
    {
        IReadOnlyList<KeyValuePair<string, CopyScore>> changes = report.Changes.ToList();
        output.WriteLine($"{report.Queries:N0} images, each copied with {changes.Count} changes, searched for among {report.Database:N0}; the changes' "
            + "columns are recall@1");
        output.WriteLine($"{"vectors",-17} {"metric",-10} {"recall@1",8} {"MRR",6}{string.Concat(changes.Select(c => $" {c.Key,10}"))}");
        foreach (CopyScores row in (IEnumerable<CopyScores>)[report, .. report.Baselines.ToList()])
        {
            output.WriteLine(
                $"{row.Vectors,-17} {row.Metric,-10} {row.RecallAt1,8:0.000} {row.MeanReciprocalRank,6:0.000}"
                + string.Concat(row.Changes.ToList().Select(c => $" {c.Value.RecallAt1,10:0.000}")));
        }

        output.WriteLine(RemedyText.Append(report.Verdict, report.Remedy, model: null));
    }
}
