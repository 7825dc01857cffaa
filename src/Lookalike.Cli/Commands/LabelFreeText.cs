using Lookalike.Application.Evaluating;
using Lookalike.Application.Evaluating.LabelFree;

namespace Lookalike.Cli.Commands;

/// <summary>What changed copies say of a model, for people; <c>train</c> and <c>evaluate</c> share it.</summary>
internal static class LabelFreeText
{
    /// <summary>The same report with what would better the model in the words of this command line.</summary>
    public static EvaluationReport Worded(EvaluationReport report, string model) => report.With(report.Baselines, Worded(report.LabelFree, model));

    /// <inheritdoc cref="Worded(EvaluationReport, string)"/>
    public static LabelFreeReport? Worded(LabelFreeReport? report, string model) =>
        report is { Remedy: { } remedy } ? report.Worded(RemedyText.Append(report.Verdict, remedy, model)) : report;

    /// <summary>A row for each change and a column for each kind of vectors, on lines of 80 characters at most; and the verdict.</summary>
    public static void Write(LabelFreeReport report, TextWriter output)
    {
        CopyScores[] columns = [report, .. report.Baselines.ToList()];
        output.WriteLine(
            $"{report.Queries:N0} images, each copied with {report.Changes.Count} changes, searched for among {report.Database:N0} (recall@1)");
        Row("", Head);
        Row("recall@1", column => $"{column.RecallAt1:0.000}");
        Row("MRR", column => $"{column.MeanReciprocalRank:0.000}");
        foreach (string change in report.Changes.Keys) Row(change, column => $"{column.Changes[change].RecallAt1:0.000}");
        Row("metric", column => column.Metric);
        Prose.WriteLine(output, report.Verdict);

        void Row(string name, Func<CopyScores, string> cell) => output.WriteLine(
            $"{name,-10}{string.Concat(columns.Select(column => " " + cell(column).PadLeft(Math.Max(Head(column).Length, column.Metric.Length))))}");
    }

    /// <summary>The word that tells vectors from the others.</summary>
    private static string Head(CopyScores scores) => scores.Vectors.Split(' ') is [var kind, "encoder"] ? kind : scores.Vectors.Split(' ')[^1];
}
