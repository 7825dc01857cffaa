using Lookalike.Imaging;
using Lookalike.Imaging.Text;

namespace Lookalike.Application.Evaluating.LabelFree.Changes;

/// <summary>Copies with text over a part of the image.</summary>
internal static class WrittenCopy
{
    private const float White = 255, Black = 0;
    private const float WatermarkOpacity = 0.6f;
    private const int LetterSize = 40;

    // Letters are drawn once and made smaller for every copy: to draw them takes longer than all else of a copy.
    private static readonly Lazy<TextMask> CaptionText = new(() => Lettering.Line("when you look for the same picture", LetterSize)!);
    private static readonly Lazy<TextMask> WatermarkText = new(() => Lettering.Line("© somebody.example", LetterSize)!);

    /// <summary>Covers the lower 18 % with a white bar, and writes on it.</summary>
    public static void Caption(ReadOnlySpan<byte> image, PixelShape shape, Span<byte> copy)
    {
        int top = (int)(shape.Height * 0.82);
        var drawing = new Drawing(shape, image);
        drawing.Fill((0, top, shape.Width, shape.Height - top), White);
        drawing.Write(CaptionText.Value, shape.Width * 4 / 5.0, (top, shape.Height - top), Black, opacity: 1);
        drawing.CopyTo(copy);
    }

    /// <summary>Writes across the middle, so that the image shines through.</summary>
    public static void Watermark(ReadOnlySpan<byte> image, PixelShape shape, Span<byte> copy)
    {
        var drawing = new Drawing(shape, image);
        drawing.Write(WatermarkText.Value, shape.Width * 2 / 3.0, (0, shape.Height), White, WatermarkOpacity);
        drawing.CopyTo(copy);
    }
}
