using System.Globalization;
using Lookalike.Application;
using Lookalike.Imaging;
using Lookalike.Models;

namespace Lookalike.Cli;

/// <summary>Draws the hits of a search.</summary>
internal static class SearchMontage
{
    public static void Save(string path, SearchReport report, IReadOnlyList<QueryTile> queries, IndexedImages images, Preprocessing preprocessing)
    {
        var shape = new PixelShape(preprocessing.Channels, preprocessing.Height, preprocessing.Width);
        var rows = report.Queries.Select((query, i) => new MontageRow
        {
            Query = new Tile
            {
                Shape = shape,
                Pixels = queries[i].Pixels,
                Caption = queries[i].Caption,
            },
            Hits = [.. query.Hits.Select(hit => new Tile
            {
                Shape = shape,
                Pixels = images.Find(hit.Key),
                Caption = Caption(hit),
                Frame = Frame(query.Label, hit.Label),
            })],
        });
        Montage.Save(path, [.. rows], $"Nearest images, {report.Metric} distance");
    }

    private static string Caption(Hit hit)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"#{hit.Rank}  {hit.Distance:0.00}");
        if (hit.Label is { } label) text += $"\nlabel {label}";
        return hit.NearIdentical > 0 ? $"{text}\n+{hit.NearIdentical} alike" : text;
    }

    private static TileFrame Frame(int? own, int? label) => (own, label) switch
    {
        (null, _) or (_, null) => TileFrame.None,
        _ => own == label ? TileFrame.Match : TileFrame.Mismatch,
    };
}
