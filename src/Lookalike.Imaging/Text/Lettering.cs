using System.Security;
using System.Text;
using NetVips;

namespace Lookalike.Imaging.Text;

/// <summary>Draws lines of text in the bundled font.</summary>
internal static class Lettering
{
    private const string Ellipsis = "…";

    /// <summary>More characters than any sheet shows on a line, and few enough to draw.</summary>
    private const int MaxLength = 400;

    /// <summary>The distance from one line to the next, in pixels.</summary>
    public static int LineHeight(int size) => (int)Math.Ceiling(size * 1.3);

    /// <summary>Draws one line, shortened in its middle with an ellipsis until it fits.</summary>
    /// <param name="text">Any text. Control characters become spaces.</param>
    /// <param name="size">The font's size, in pixels.</param>
    /// <param name="maxWidth">In pixels.</param>
    /// <returns>Null if nothing is left to see.</returns>
    public static TextMask? Line(string text, int size, int maxWidth = int.MaxValue)
    {
        Rune[] runes = [.. Clean(text).EnumerateRunes()];
        int keep = Math.Min(runes.Length, MaxLength);
        TextMask? mask = Draw(Shorten(runes, keep), size);
        while (mask is not null && mask.Width > maxWidth)
        {
            // The text's own proportion says about how much fits; letters differ, so it may take a few turns.
            keep = Math.Min(keep - 1, (int)((long)keep * maxWidth / mask.Width));
            mask = keep < 2 ? null : Draw(Shorten(runes, keep), size);
        }

        return mask;
    }

    private static string Shorten(ReadOnlySpan<Rune> runes, int keep)
    {
        if (keep == runes.Length) return string.Concat(runes.ToArray());
        int head = (keep + 1) / 2;
        return string.Concat(runes[..head].ToArray()) + Ellipsis + string.Concat(runes[^(keep - head)..].ToArray());
    }

    private static TextMask? Draw(string text, int size)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        LibVips.Start();
        string file = FontConfiguration.EnsureFontFile();

        // libvips reads Pango markup.
        using Image image = Image.Text(SecurityElement.Escape(text), font: $"{BundledFont.FamilyName} {size}px", fontfile: file);
        return new TextMask(image.Width, image.Height, image.Yoffset, image.WriteToMemory<byte>());
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            clean.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        return clean.ToString().Trim();
    }
}
