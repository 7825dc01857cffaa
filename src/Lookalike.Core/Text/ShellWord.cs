using System.Text;

namespace Lookalike.Core.Text;

/// <summary>
/// Words of the commands that messages print: pasted into a shell, they name what they should.
/// </summary>
internal static class ShellWord
{
    /// <summary>The text as one word of a POSIX shell; on Windows in double quotes where it needs any.</summary>
    public static string Of(string text)
    {
        string word = text.StartsWith('-') && text.Length > 1 ? $"./{text}" : text;
        if (word.Length > 0 && word.All(IsPlain)) return word;
        if (OperatingSystem.IsWindows()) return $"\"{word}\"";

        // Only this kind of quotes can hold a line end as something that can be seen.
        return word.EnumerateRunes().Any(VisibleText.IsHidden)
            ? $"$'{string.Concat(word.EnumerateRunes().Select(Escaped))}'"
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    private static bool IsPlain(char c) =>
        char.IsLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '+' or ',' or ':' or '=' or '@' or '%' || (c == '\\' && OperatingSystem.IsWindows());

    private static string Escaped(Rune rune) => rune.Value switch
    {
        '\\' or '\'' => $@"\{rune}",
        _ when !VisibleText.IsHidden(rune) => rune.ToString(),
        < 0x80 => $@"\x{rune.Value:x2}",
        _ => $@"\u{rune.Value:x4}",
    };
}
