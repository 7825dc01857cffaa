namespace Lookalike.Terminals.Display;

/// <summary>Breaks text where a terminal would break it in the middle of a word.</summary>
internal static class WordWrap
{
    /// <summary>The lines of a text, of <paramref name="width"/> characters at most; spaces where one ends are left out.</summary>
    /// <param name="text">The text, of one line or several.</param>
    /// <param name="width">Columns of the terminal, 2 and up.</param>
    public static IEnumerable<string> Lines(string text, int width)
    {
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            string rest = line;
            while (rest.Length > width)
            {
                int end = Break(rest, width);
                yield return rest[..end].TrimEnd();
                rest = rest[end..].TrimStart();
            }

            yield return rest;
        }
    }

    /// <summary>Behind the last word that fits; a word that fits in no line is broken, though not within a character.</summary>
    private static int Break(string line, int width)
    {
        int space = line.LastIndexOf(' ', width);
        if (space > 0 && !string.IsNullOrWhiteSpace(line[..space])) return space;
        return char.IsHighSurrogate(line[width - 1]) ? width - 1 : width;
    }
}
