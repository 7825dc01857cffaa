using System.CommandLine;

namespace Lookalike.Terminals.Parsing;

/// <summary>What may stand at the end of a command line that somebody is typing.</summary>
internal static class LineCompletion
{
    /// <summary>The words. None where the name of a file may stand: shells complete these themselves.</summary>
    /// <param name="line">The line up to the cursor, the name of the program too.</param>
    /// <param name="parse">Reads what follows the name.</param>
    public static IEnumerable<string> Words(string line, Func<string, ParseResult> parse)
    {
        string rest = line.IndexOf(' ', StringComparison.Ordinal) is >= 0 and int end ? line[(end + 1)..].TrimStart() : "";
        string begun = rest[(rest.LastIndexOf(' ') + 1)..];
        return parse(rest).GetCompletions(rest.Length)
            .Select(item => item.InsertText ?? item.Label)
            .Where(word => IsMeant(word, begun))
            .Distinct(StringComparer.Ordinal);
    }

    // The parser also offers what holds the letters anywhere, options where none has begun, and words for switches that take none.
    private static bool IsMeant(string word, string begun) =>
        (word.StartsWith(begun, StringComparison.OrdinalIgnoreCase) || word.Contains(' ', StringComparison.Ordinal))
        && word.StartsWith('-') == begun.StartsWith('-') && word is not ("True" or "False" or "/?" or "/h");
}
