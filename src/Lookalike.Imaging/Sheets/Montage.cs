using System.Drawing;
using Lookalike.Imaging.Text;

namespace Lookalike.Imaging.Sheets;

/// <summary>A contact sheet of searches: every row a query, set apart, and its hits, nearest first. Safe from any thread.</summary>
internal static class Montage
{
    private const int Margin = 16;
    private const int TitleSize = 20;
    private const int HeadingSize = 14;
    private const int CaptionSize = 13;
    private const int FrameWidth = 4;
    private const int ColumnGap = 16;
    private const int RowGap = 14;
    private const int QueryGap = 28;
    private const int CaptionGap = 3;

    /// <summary>Room for the heading of the hits.</summary>
    private const int MinimumHits = 140;

    /// <summary>The sheet grows with its title up to this many pixels; a longer title is shortened.</summary>
    private const int MaxTitle = 1200;

    /// <summary>The side that images come near to, in pixels.</summary>
    private const int TileSide = 96;

    /// <summary>Saves a montage as PNG. It is written beside and renamed; the parent folder is made; an existing file is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">At least one. Images of 28 x 28 pixels are shown at 84 x 84, those of up to 160 as they are, larger ones reduced.</param>
    /// <param name="title">A line above the rows, or null.</param>
    /// <param name="queryHeading">What the images set apart are.</param>
    /// <param name="hitsHeading">What the images beside them are.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, a tile's bytes are not as many as its shape says, or the sheet would have more than 100 million pixels.
    /// </exception>
    /// <exception cref="IOException">The folder cannot be made or written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write there.</exception>
    public static void Save(
        string path, IReadOnlyList<MontageRow> rows, string? title = null, string queryHeading = "query", string hitsHeading = "hits, nearest first")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0) throw new ArgumentException("A montage needs at least one row.", nameof(rows));

        Cell[] queries = [.. rows.Select(row => new Cell(row.Query, "The query"))];
        Cell[][] hits = [.. rows.Select(row => row.Hits.Select((hit, i) => new Cell(hit, $"Hit {i + 1}")).ToArray())];
        int queryWidth = ColumnWidth(queries), hitWidth = ColumnWidth(hits.SelectMany(row => row));
        int columns = hits.Max(row => row.Length);
        bool legend = rows.Any(row => row.Hits.Any(hit => hit.Frame is TileFrame.Match or TileFrame.Mismatch));
        int top = Margin + (title is null && !legend ? 0 : Lettering.LineHeight(TitleSize) + RowGap);
        int body = top + Lettering.LineHeight(HeadingSize) + RowGap;
        int[] images = [.. rows.Select((_, i) => hits[i].Append(queries[i]).Max(cell => cell.Scale.Height))];
        int[] heights = [.. rows.Select((_, i) => images[i] + FrameWidth + hits[i].Append(queries[i]).Max(cell => cell.CaptionHeight))];

        int hitsLeft = Margin + ColumnGap + queryWidth + ColumnGap + QueryGap;
        TextMask? titleLine = title is null ? null : Lettering.Line(title, TitleSize, MaxTitle);
        int legendWidth = legend ? Legend.Width(CaptionSize) : 0;
        int head = (titleLine?.Width ?? 0) + (titleLine is not null && legend ? 2 * Margin : 0) + legendWidth + (2 * Margin);
        int width = Math.Max(head, hitsLeft + Math.Max((columns * (hitWidth + ColumnGap)) - ColumnGap, MinimumHits) + Margin);
        var sheet = new Sheet(width, body + heights.Sum(height => height + RowGap) - RowGap + Margin + FrameWidth);

        if (legend) Legend.Draw(sheet, width - Margin, Margin + 3, CaptionSize);
        sheet.Write(titleLine, Margin, Margin, Colour.Ink);
        int panel = queryWidth + (2 * ColumnGap);
        sheet.Fill(Margin, top - (RowGap / 2), panel, sheet.Height - top + (RowGap / 2) - (Margin / 2), Colour.Panel);
        TextMask? heading = Lettering.Line(queryHeading, HeadingSize);
        sheet.Write(heading, Margin + ((panel - heading!.Width) / 2), top, Colour.Query);
        if (columns > 0) sheet.Write(Lettering.Line(hitsHeading, HeadingSize), hitsLeft, top, Colour.FaintInk);

        for (int row = 0, y = body; row < rows.Count; y += heights[row] + RowGap, row++)
        {
            queries[row].Draw(sheet, Margin + ColumnGap, y, queryWidth, images[row], TileFrame.Query);
            for (int i = 0; i < hits[row].Length; i++)
                hits[row][i].Draw(sheet, hitsLeft + (i * (hitWidth + ColumnGap)), y, hitWidth, images[row], hits[row][i].Tile.Frame);
        }

        sheet.Save(path);
    }

    /// <summary>The widest image: pictures are what a sheet is looked at for, and a caption that is longer is shortened in its middle.</summary>
    private static int ColumnWidth(IEnumerable<Cell> cells)
    {
        int image = 0, caption = 0;
        foreach (Cell cell in cells)
        {
            image = Math.Max(image, cell.Scale.Width);
            caption = Math.Max(caption, cell.CaptionWidth);
        }

        return Math.Max(image, Math.Min(caption, TileSide * 5 / 4));
    }

    /// <summary>A tile with what is known of its size.</summary>
    private sealed class Cell
    {
        private readonly string[] _lines;

        public Cell(Tile tile, string what)
        {
            Tile.Require(tile.Shape, tile.Pixels, what);
            Tile = tile;
            Scale = TileScale.For(tile.Shape, TileSide);
            _lines = string.IsNullOrWhiteSpace(tile.Caption) ? [] : tile.Caption.Split('\n');
            CaptionWidth = _lines.Select(line => Lettering.Line(line, CaptionSize)?.Width ?? 0).DefaultIfEmpty().Max();
        }

        public Tile Tile { get; }

        public TileScale Scale { get; }

        public int CaptionWidth { get; }

        public int CaptionHeight => _lines.Length == 0 ? 0 : CaptionGap + (_lines.Length * Lettering.LineHeight(CaptionSize));

        /// <summary>Draws the tile in the middle of its column and of the row's images, so that the captions of a row stand side by side.</summary>
        public void Draw(Sheet sheet, int x, int y, int columnWidth, int rowHeight, TileFrame frame)
        {
            int left = x + ((columnWidth - Scale.Width) / 2), top = y + ((rowHeight - Scale.Height) / 2);
            Frames.Draw(sheet, new Rectangle(left, top, Scale.Width, Scale.Height), FrameWidth, frame);
            sheet.Draw(left, top, Scale.Width, Scale.Height, Scale.Apply(Tile.Shape, Tile.Pixels.Span));
            int lineTop = y + rowHeight + FrameWidth + CaptionGap;
            foreach (string line in _lines)
            {
                TextMask? mask = Lettering.Line(line, CaptionSize, columnWidth);
                sheet.Write(mask, x + ((columnWidth - (mask?.Width ?? 0)) / 2), lineTop, Colour.Ink);
                lineTop += Lettering.LineHeight(CaptionSize);
            }
        }
    }
}
