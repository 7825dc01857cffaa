namespace Lookalike.Imaging;

/// <summary>Says what the frames of hits mean.</summary>
internal static class Legend
{
    private const int Box = 12;
    private const int FrameWidth = 3;
    private const int Gap = 8;

    /// <summary>Draws the legend so that it ends at <paramref name="right"/>, and returns its width.</summary>
    public static int Draw(Sheet sheet, int right, int y, int size)
    {
        int x = Entry(sheet, right, y, size, "other label", TileFrame.Mismatch);
        return right - Entry(sheet, x - (2 * Gap), y, size, "same label", TileFrame.Match);
    }

    private static int Entry(Sheet sheet, int right, int y, int size, string meaning, TileFrame frame)
    {
        TextMask text = Lettering.Line(meaning, size)!;
        int left = right - text.Width;
        sheet.Write(text, left, y, Colour.Ink);
        left -= Gap + FrameWidth + Box;
        Frames.Draw(sheet, left, y + ((Lettering.LineHeight(size) - Box) / 2), Box, Box, FrameWidth, frame);
        return left - FrameWidth;
    }
}
