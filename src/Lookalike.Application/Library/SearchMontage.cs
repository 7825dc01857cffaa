using System.Globalization;
using Lookalike.Application.Searching;
using Lookalike.Core.Text;
using Lookalike.Imaging.Sheets;

namespace Lookalike.Application.Library;

/// <summary>Draws the hits of a search.</summary>
internal static class SearchMontage
{
    /// <summary>Saves the montage.</summary>
    /// <param name="path">The file.</param>
    /// <param name="report">The hits.</param>
    /// <param name="queries">Image and caption of each query.</param>
    /// <param name="images">Shows the hits.</param>
    /// <param name="events">Told of each picture that cannot be shown; its tile is grey and says so.</param>
    public static void Save(
        string path, SearchReport report, IReadOnlyList<(ShownImage Image, string Caption)> queries, IndexedImages images, LibraryEvents events)
    {
        var told = new HashSet<string>();
        MontageRow[] rows =
        [
            .. report.Queries.Select((query, i) => new MontageRow
            {
                Query = Tile(queries[i].Image, queries[i].Caption, TileFrame.Query),
                Hits = [.. query.Hits.Select(hit => Tile(images.Show(hit.Key), Caption(hit), Frame(query.Label, hit.Label)))],
            }),
        ];
        Montage.Save(path, rows, $"Nearest images, {report.Metric} distance");

        Tile Tile(ShownImage image, string caption, TileFrame frame)
        {
            if (image.Fault is { } fault)
            {
                if (told.Add(fault)) events.Tell(fault, image.Remedy);
                caption += "\nmissing";
            }

            return new Tile { Shape = image.Shape, Pixels = image.Pixels, Caption = caption, Frame = frame };
        }
    }

    private static string Caption(Hit hit)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"#{hit.Rank}  {hit.Distance:0.000}");
        if (hit.Path is not null) text += $"\n{VisibleText.Of(NameIn(hit.Key))}";
        if (hit.Label is { } label) text += $"\nlabel {label}";
        return hit.NearIdentical > 0 ? $"{text}\n+{hit.NearIdentical} alike" : text;
    }

    /// <summary>A picture's name with its folder's: cameras give the same names in each.</summary>
    private static string NameIn(string key) => string.Join('/', key.Split('/')[^2..]);

    private static TileFrame Frame(int? own, int? label) => (own, label) switch
    {
        (null, _) or (_, null) => TileFrame.None,
        _ => own == label ? TileFrame.Match : TileFrame.Mismatch,
    };
}
