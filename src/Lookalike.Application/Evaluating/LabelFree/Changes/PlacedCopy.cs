using Lookalike.Imaging;

namespace Lookalike.Application.Evaluating.LabelFree.Changes;

/// <summary>Copies that show all of the image, smaller, with something about it.</summary>
internal static class PlacedCopy
{
    private const float White = 255, Black = 0, Paper = 250, Ink = 70, Title = 150, Line = 170;
    private const double FrameShare = 0.08;
    private const double LetterboxFactor = 1.6;

    /// <summary>Sets the image into a white frame.</summary>
    public static void Frame(ReadOnlySpan<byte> image, PixelShape shape, Span<byte> copy)
    {
        // The margin is a share of the image as it was, and both are brought back to the size together.
        double margin = FrameShare * Math.Min(shape.Width, shape.Height);
        (int left, int width) = Inner(shape.Width);
        (int top, int height) = Inner(shape.Height);
        Draw(image, new Drawing(shape, White), (left, top, width, height), copy);

        (int First, int Length) Inner(int side)
        {
            int first = Math.Max(side > 2 ? 1 : 0, (int)Math.Round(margin * side / (side + (2 * margin))));
            return (first, side - (2 * first));
        }
    }

    /// <summary>Sets the image between two black bands.</summary>
    public static void Letterbox(ReadOnlySpan<byte> image, PixelShape shape, Span<byte> copy)
    {
        int height = Math.Max(1, (int)Math.Round(shape.Height / LetterboxFactor));
        Draw(image, new Drawing(shape, Black), (0, (shape.Height - height) / 2, shape.Width, height), copy);
    }

    /// <summary>Sets the image on a page of a telephone: bars above and below, a head, three lines of text.</summary>
    public static void Screenshot(ReadOnlySpan<byte> image, PixelShape shape, Span<byte> copy)
    {
        const int Width = 1080, Height = 2160, Bar = 90, Top = 420, Shown = 810;
        double across = shape.Width / (double)Width, down = shape.Height / (double)Height;
        var page = new Drawing(shape, Paper);
        Fill(0, 0, Width, Bar, Ink);
        Fill(0, Height - Bar, Width, Bar, Ink);
        Fill(40, 180, 120, 120, Ink);
        Fill(200, 220, 420, 40, Title);
        for (int line = 0; line < 3; line++) Fill(60, Top + Shown + 60 + (line * 70), 900 - (line * 130), 30, Line);
        int height = Math.Max(1, (int)Math.Round(Shown * down));
        Draw(image, page, (0, Math.Min((int)Math.Round(Top * down), shape.Height - height), shape.Width, height), copy);

        void Fill(int left, int top, int width, int high, float colour) => page.Fill((left * across, top * down, width * across, high * down), colour);
    }

    private static void Draw(ReadOnlySpan<byte> image, Drawing ground, (int Left, int Top, int Width, int Height) place, Span<byte> copy)
    {
        ground.Place(image, place);
        ground.CopyTo(copy);
    }
}
