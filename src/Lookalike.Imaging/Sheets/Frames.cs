using System.Drawing;

namespace Lookalike.Imaging.Sheets;

/// <summary>Draws frames. A mismatch is broken as well as red, for readers who do not tell red from green.</summary>
internal static class Frames
{
    /// <summary>Draws a frame just outside a rectangle.</summary>
    public static void Draw(Sheet sheet, Rectangle box, int thickness, TileFrame frame)
    {
        switch (frame)
        {
            case TileFrame.Query:
                Draw(sheet, box, thickness, Colour.Query);
                break;
            case TileFrame.Match:
                Draw(sheet, box, thickness, Colour.Match);
                break;
            case TileFrame.Mismatch:
                Draw(sheet, box, thickness, Colour.Mismatch);
                Break(sheet, box, thickness);
                break;
            default:
                Draw(sheet, box, 1, Colour.Edge);
                break;
        }
    }

    private static void Draw(Sheet sheet, Rectangle box, int thickness, Colour colour) => sheet.Frame(box.X, box.Y, box.Width, box.Height, thickness, colour);

    /// <summary>Takes the middle third out of every side.</summary>
    private static void Break(Sheet sheet, Rectangle box, int thickness)
    {
        (int width, int height) = (box.Width / 3, box.Height / 3);
        sheet.Fill(box.X + width, box.Y - thickness, width, thickness, Colour.Paper);
        sheet.Fill(box.X + width, box.Bottom, width, thickness, Colour.Paper);
        sheet.Fill(box.X - thickness, box.Y + height, thickness, height, Colour.Paper);
        sheet.Fill(box.Right, box.Y + height, thickness, height, Colour.Paper);
    }
}
