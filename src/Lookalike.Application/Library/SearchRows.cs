using System.Globalization;
using Lookalike.Application.Drawing;
using Lookalike.Application.Searching;
using Lookalike.Imaging.Sheets;

namespace Lookalike.Application.Library;

/// <summary>The hits of a search as rows of pictures.</summary>
internal static class SearchRows
{
    /// <summary>A row for each query.</summary>
    /// <param name="report">The hits.</param>
    /// <param name="queries">Image and caption of each query.</param>
    /// <param name="images">Draws the hits.</param>
    public static IReadOnlyList<MontageRow> Of(SearchReport report, IReadOnlyList<(ShownImage Image, string Caption)> queries, DrawnImages images) =>
    [
        .. report.Queries.Select((query, i) => new MontageRow
        {
            Heading = query.Query,
            Query = images.Tile(queries[i].Image, queries[i].Caption, TileFrame.Query, path: null),
            Hits = [.. query.Hits.Select(hit => images.Tile(hit.Key, Caption(hit), Frame(query.Label, hit.Label), hit.Path))],
        }),
    ];

    /// <summary>Writes the files that a request names.</summary>
    /// <param name="request">The request.</param>
    /// <param name="report">The hits, with their rows.</param>
    public static void Save(SearchRequest request, SearchReport report)
    {
        string title = $"Nearest images, {report.Metric} distance";
        if (request.MontagePath is { } montage) Montage.Save(montage, report.Rows, title);
        if (request.HtmlPath is not { } path) return;
        var page = new HtmlSheet(title);
        foreach (MontageRow row in report.Rows) page.Add(row);
        page.Save(path);
    }

    private static string Caption(Hit hit)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"#{hit.Rank}  {hit.Distance:0.000}");
        if (hit.Path is not null) text += $"\n{DrawnImages.NameIn(hit.Key)}";
        if (hit.Label is { } label) text += $"\nlabel {label}";
        return hit.NearIdentical > 0 ? $"{text}\n+{hit.NearIdentical} alike" : text;
    }

    private static TileFrame Frame(int? own, int? label) => (own, label) switch
    {
        (null, _) or (_, null) => TileFrame.None,
        _ => own == label ? TileFrame.Match : TileFrame.Mismatch,
    };
}
