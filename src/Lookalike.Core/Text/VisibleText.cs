using System.Buffers;
using System.Globalization;
using System.Text;

namespace Lookalike.Core.Text;

/// <summary>
/// Text as it can be shown: what a terminal would obey instead of showing, what would begin another line, and what would turn the direction
/// of reading becomes a visible escape. Names of files come from anywhere, and may hold any of them.
/// </summary>
internal static class VisibleText
{
    /// <summary>The text on one line, every character of it visible.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        var visible = new StringBuilder(text.Length + 16);
        for (int at = 0, length; at < text.Length; at += length)
        {
            // Half of a pair has no rune; it is one character long.
            bool whole = Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out length) == OperationStatus.Done;
            if (whole && !IsHidden(rune)) visible.Append(text, at, length);
            else visible.Append(Escape(whole ? rune.Value : text[at]));
        }

        return visible.ToString();
    }

    /// <summary>Whether a character is one that is not shown, or not where it stands.</summary>
    public static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,

        // What turns the direction, and what has no width. Joiners are part of scripts and of emoji, and stay.
        UnicodeCategory.Format => rune.Value is 0x061C or 0x180E or 0x200B or 0x200E or 0x200F or 0xFEFF
            or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or (>= 0xFFF9 and <= 0xFFFB),
        _ => false,
    };

    private static string Escape(int value) => value switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        <= 0xFF => $@"\x{value:X2}",
        <= 0xFFFF => $@"\u{value:X4}",
        _ => $@"\U{value:X8}",
    };
}
