using System.Globalization;
using Lookalike.Application.Evaluating;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Imaging.Sheets;

namespace Lookalike.Application.Library;

/// <summary>A measurement as a page of HTML and as a sheet of the queries that do worst.</summary>
internal static class EvaluationPage
{
    /// <summary>Writes a sheet and a page.</summary>
    /// <param name="report">The report, with its rows.</param>
    /// <param name="montage">The PNG file of the queries that do worst; null for none.</param>
    /// <param name="html">The HTML file of all that the report says; null for none.</param>
    public static void Save(EvaluationReport report, string? montage, string? html)
    {
        const string Worst = "The queries that do worst";
        if (montage is not null && report.Rows.Count > 0) Montage.Save(montage, report.Rows, Worst);
        if (html is null) return;
        var page = new HtmlSheet("How good the search is");
        if (report.MeanAveragePrecision is not null) AddLabelled(page, report);
        if (report.LabelFree is { } free) AddLabelFree(page, free);
        if (report.Rows.Count > 0) page.Say($"{Worst}, with what is found for them:");
        foreach (MontageRow row in report.Rows) page.Add(row);
        page.Save(html);
    }

    private static void AddLabelled(HtmlSheet page, EvaluationReport report)
    {
        page.Add(
            $"{report.Queries:N0} queries against {report.Database:N0} images",
            [
                ["vectors", "metric", "mAP", "mAP@1000", "P@10", "1-NN"],
                .. ((IEnumerable<EvaluationReport>)[report, .. report.Baselines ?? []]).Select(row => (string[])
                [
                    row.Vectors, row.Metric, Share(row.MeanAveragePrecision), Share(row.MeanAveragePrecisionAt1000), Share(row.PrecisionAt10),
                    Share(row.PrecisionAt1),
                ]),
            ]);
        if (report.Classes is not { } classes) return;
        page.Add(
            "by class, and what is found first",
            [
                ["class", "queries", "mAP", "P@10", "1-NN", "taken for"],
                .. classes.Select(one => (string[])
                [
                    one.Class, one.Queries.ToString("N0", CultureInfo.InvariantCulture), Share(one.MeanAveragePrecision), Share(one.PrecisionAt10),
                    Share(one.PrecisionAt1), one.Mistakes(int.MaxValue),
                ]),
            ],
            endsWithText: true);
    }

    private static void AddLabelFree(HtmlSheet page, LabelFreeReport report)
    {
        CopyScores[] columns = [report, .. report.Baselines.ToList()];
        page.Say(report.Verdict);
        page.Add(
            $"{report.Queries:N0} images, each copied with {report.Changes.Count} changes, searched for among {report.Database:N0}: how often each is first",
            [
                ["change", .. columns.Select(column => column.Vectors)],
                ["all", .. columns.Select(column => Share(column.RecallAt1))],
                .. report.Changes.Keys.Select(change => (string[])[change, .. columns.Select(column => Share(column.Changes[change].RecallAt1))]),
            ]);
    }

    private static string Share(double? share) => share is { } value ? value.ToString("0.000", CultureInfo.InvariantCulture) : "";
}
