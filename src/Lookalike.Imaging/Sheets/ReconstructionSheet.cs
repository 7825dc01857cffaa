using Lookalike.Imaging.Text;

namespace Lookalike.Imaging.Sheets;

/// <summary>A contact sheet of images above their reconstructions. Safe from any thread.</summary>
internal static class ReconstructionSheet
{
    private const int Margin = 16;
    private const int TitleSize = 20;
    private const int LabelSize = 13;
    private const int Gap = 6;
    private const int RowGap = 18;
    private const int TileSide = 56;
    private const int MaxColumns = 16;

    /// <summary>The width that rows of large images stay below, in pixels.</summary>
    private const int PreferredWidth = 1400;

    /// <summary>Saves a sheet as PNG. It is written beside and renamed; the parent folder is made; an existing file is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pairs">At least one; up to 16 stand in a row. Images of 28 x 28 pixels are shown at 56 x 56.</param>
    /// <param name="title">A line above the images, or null.</param>
    /// <exception cref="ArgumentException">
    /// There are no pairs, or one has not as many bytes as its shape says, or the sheet would have more than 100 million pixels.
    /// </exception>
    /// <exception cref="IOException">The folder cannot be made or written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write there.</exception>
    public static void Save(string path, IReadOnlyList<ReconstructionPair> pairs, string? title = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count == 0) throw new ArgumentException("A reconstruction sheet needs at least one pair.", nameof(pairs));
        foreach (ReconstructionPair pair in pairs)
        {
            Tile.Require(pair.Shape, pair.Original, "The original");
            Tile.Require(pair.Shape, pair.Reconstruction, "The reconstruction");
        }

        TileScale[] scales = [.. pairs.Select(pair => TileScale.For(pair.Shape, TileSide))];
        int cellWidth = scales.Max(scale => scale.Width), cellHeight = scales.Max(scale => scale.Height);
        TextMask image = Lettering.Line("image", LabelSize)!, reconstruction = Lettering.Line("reconstruction", LabelSize)!;
        int left = Margin + reconstruction.Width + (2 * Gap);
        int columns = Math.Min(pairs.Count, Math.Clamp((PreferredWidth - left) / (cellWidth + Gap), 1, MaxColumns));
        int rows = (pairs.Count + columns - 1) / columns;
        int rowHeight = (2 * cellHeight) + Gap + RowGap;
        int top = Margin + (title is null ? 0 : Lettering.LineHeight(TitleSize) + Gap);
        var sheet = new Sheet(left + (columns * (cellWidth + Gap)) - Gap + Margin, top + (rows * rowHeight) - RowGap + Margin);

        if (title is not null) sheet.Write(Lettering.Line(title, TitleSize, sheet.Width - (2 * Margin)), Margin, Margin - 4, Colour.Ink);
        int labelDrop = (cellHeight - Lettering.LineHeight(LabelSize)) / 2;
        for (int row = 0; row < rows; row++)
        {
            int y = top + (row * rowHeight), below = y + cellHeight + Gap;
            sheet.Write(image, left - (2 * Gap) - image.Width, y + labelDrop, Colour.FaintInk);
            sheet.Write(reconstruction, left - (2 * Gap) - reconstruction.Width, below + labelDrop, Colour.FaintInk);
            for (int i = row * columns; i < Math.Min(pairs.Count, (row + 1) * columns); i++)
            {
                int x = left + (i % columns * (cellWidth + Gap));
                sheet.Draw(x, y, scales[i].Width, scales[i].Height, scales[i].Apply(pairs[i].Shape, pairs[i].Original.Span));
                sheet.Draw(x, below, scales[i].Width, scales[i].Height, scales[i].Apply(pairs[i].Shape, pairs[i].Reconstruction.Span));
            }
        }

        sheet.Save(path);
    }
}
