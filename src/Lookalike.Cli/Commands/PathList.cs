namespace Lookalike.Cli;

/// <summary>Paths of files, one a line, from a file or from another program.</summary>
internal static class PathList
{
    /// <summary>Reads a list file. Its paths are relative to its folder.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IEnumerable<string> FromFile(string path)
    {
        string full = Path.GetFullPath(path), folder = Path.GetDirectoryName(full)!;
        return File.ReadLines(full).Where(line => line.Length > 0).Select(line => Path.GetFullPath(line, folder));
    }

    /// <summary>Reads standard input to its end. Its paths are relative to the working folder.</summary>
    /// <exception cref="UsageException">It is a terminal.</exception>
    public static IEnumerable<string> FromStandardInput()
    {
        if (!Console.IsInputRedirected)
            throw new UsageException("'-' reads paths from standard input, which is a terminal here. Pipe them in: find ~/pictures -newer last | lookalike index -");
        while (Console.In.ReadLine() is { } line)
        {
            if (line.Length > 0) yield return line;
        }
    }
}
