using System.Drawing;
using Lookalike.Imaging.Text;

namespace Lookalike.Imaging.Sheets;

/// <summary>Says what the frames of hits mean.</summary>
internal static class Legend
{
    private const int Box = 12;
    private const int FrameWidth = 3;
    private const int Gap = 8;

    private const string Same = "same label", Other = "other label";

    /// <summary>The width of the legend, in pixels.</summary>
    public static int Width(int size) =>
        Lettering.Line(Same, size)!.Width + Lettering.Line(Other, size)!.Width + (2 * (Gap + (2 * FrameWidth) + Box)) + (2 * Gap);

    /// <summary>Draws the legend so that it ends at <paramref name="right"/>.</summary>
    public static void Draw(Sheet sheet, int right, int y, int size)
    {
        int x = Entry(sheet, right, y, size, Other, TileFrame.Mismatch);
        Entry(sheet, x - (2 * Gap), y, size, Same, TileFrame.Match);
    }

    private static int Entry(Sheet sheet, int right, int y, int size, string meaning, TileFrame frame)
    {
        TextMask text = Lettering.Line(meaning, size)!;
        int left = right - text.Width;
        sheet.Write(text, left, y, Colour.Ink);
        left -= Gap + FrameWidth + Box;
        Frames.Draw(sheet, new Rectangle(left, y + ((Lettering.LineHeight(size) - Box) / 2), Box, Box), FrameWidth, frame);
        return left - FrameWidth;
    }
}
