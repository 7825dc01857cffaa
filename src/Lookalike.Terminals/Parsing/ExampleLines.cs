namespace Lookalike.Terminals.Parsing;

/// <summary>
/// Examples as the help prints them. An example may end with what it is for, three spaces and more behind it: these stand below each other, or below their
/// example where the terminal is too narrow.
/// </summary>
internal static class ExampleLines
{
    private const string Gap = "   ", Indent = "  ", Below = "      ";

    /// <summary>The lines.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="width">Columns of the terminal.</param>
    public static IEnumerable<string> Of(IReadOnlyList<string> examples, int width)
    {
        (string Command, string Purpose)[] pairs = [.. examples.Select(Split)];
        int column = pairs.Where(pair => pair.Purpose.Length > 0).Select(pair => pair.Command.Length).DefaultIfEmpty().Max();
        bool beside = pairs.All(pair => Indent.Length + column + Gap.Length + pair.Purpose.Length <= width);
        foreach ((string command, string purpose) in pairs)
        {
            if (beside && purpose.Length > 0) yield return $"{Indent}{command.PadRight(column)}{Gap}{purpose}";
            else yield return Indent + command;
            if (!beside && purpose.Length > 0) yield return Below + purpose;
        }
    }

    private static (string Command, string Purpose) Split(string example)
    {
        int gap = example.IndexOf(Gap, StringComparison.Ordinal);
        return gap < 0 ? (example, "") : (example[..gap], example[gap..].Trim());
    }
}
