namespace Lookalike.Terminals.Display;

/// <summary>
/// Sentences among results: broken between words where standard output is a terminal. Lines with paths are not, for they are copied.
/// </summary>
internal static class Prose
{
    /// <summary>Columns of standard output; without end where it is no terminal.</summary>
    public static int Width => Console.IsOutputRedirected ? int.MaxValue : new DrawingArea(TextWriter.Null).Width;

    /// <summary>Writes a sentence, or several.</summary>
    public static void WriteLine(TextWriter output, string text)
    {
        foreach (string line in WordWrap.Lines(text, Width)) output.WriteLine(line);
    }
}
