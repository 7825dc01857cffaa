namespace Lookalike.Imaging;

/// <summary>Draws frames. A mismatch is broken as well as red, for readers who do not tell red from green.</summary>
internal static class Frames
{
    /// <summary>Draws a frame just outside a rectangle.</summary>
    public static void Draw(Sheet sheet, int x, int y, int width, int height, int thickness, TileFrame frame)
    {
        switch (frame)
        {
            case TileFrame.Query:
                sheet.Frame(x, y, width, height, thickness, Colour.Query);
                break;
            case TileFrame.Match:
                sheet.Frame(x, y, width, height, thickness, Colour.Match);
                break;
            case TileFrame.Mismatch:
                sheet.Frame(x, y, width, height, thickness, Colour.Mismatch);
                Break(sheet, x, y, width, height, thickness);
                break;
            default:
                sheet.Frame(x, y, width, height, 1, Colour.Edge);
                break;
        }
    }

    /// <summary>Takes the middle third out of every side.</summary>
    private static void Break(Sheet sheet, int x, int y, int width, int height, int thickness)
    {
        sheet.Fill(x + (width / 3), y - thickness, width / 3, thickness, Colour.Paper);
        sheet.Fill(x + (width / 3), y + height, width / 3, thickness, Colour.Paper);
        sheet.Fill(x - thickness, y + (height / 3), thickness, height / 3, Colour.Paper);
        sheet.Fill(x + width, y + (height / 3), thickness, height / 3, Colour.Paper);
    }
}
