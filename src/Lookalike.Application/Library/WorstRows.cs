using System.Globalization;
using Lookalike.Application.Drawing;
using Lookalike.Application.Evaluating;
using Lookalike.Application.Searching;
using Lookalike.Imaging.Sheets;

namespace Lookalike.Application.Library;

/// <summary>The queries that do worst as rows of pictures, with what is found for them.</summary>
internal static class WorstRows
{
    /// <summary>A row for each.</summary>
    /// <param name="report">Names them.</param>
    /// <param name="show">Shows one.</param>
    /// <param name="pathOf">The file of an indexed image; null where it has none.</param>
    /// <param name="images">Draws what is found.</param>
    public static IReadOnlyList<MontageRow> Of(
        EvaluationReport report, Func<WorstQuery, ShownImage> show, Func<string, string?> pathOf, DrawnImages images) =>
    [
        .. (report.Worst ?? []).Select(query => new MontageRow
        {
            Heading = string.Create(CultureInfo.InvariantCulture, $"{query.Query}, a picture of {query.Class}: {query.PrecisionAt10:P0} of the first ten are"),
            Query = images.Tile(show(query), $"{query.Class}\n{DrawnImages.NameIn(query.Query)}", TileFrame.Query, pathOf(query.Query)),
            Hits =
            [
                .. query.Hits.Select(hit => images.Tile(
                    hit.Key,
                    string.Create(CultureInfo.InvariantCulture, $"{hit.Class}\n{hit.Distance:0.000}"),
                    hit.Class == query.Class ? TileFrame.Match : TileFrame.Mismatch,
                    pathOf(hit.Key))),
            ],
        }),
    ];
}
