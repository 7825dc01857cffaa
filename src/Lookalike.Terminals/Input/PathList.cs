using System.Text;
using Lookalike.Terminals.Faults;

namespace Lookalike.Terminals.Input;

/// <summary>Paths of files from a file or from another program: one a line, or each ended by a NUL.</summary>
internal static class PathList
{
    /// <summary>Reads a list file. Its paths are relative to its folder.</summary>
    /// <exception cref="IOException">It cannot be read, or is no list of paths.</exception>
    public static IEnumerable<string> FromFile(string path, ListEnding ending) => Lines(path, ending).Distinct(StringComparer.Ordinal);

    /// <summary>Reads standard input to its end. Its paths are relative to the working folder.</summary>
    /// <param name="ending">How they end.</param>
    /// <param name="example">A command that pipes paths in.</param>
    /// <exception cref="UsageException">It is a terminal.</exception>
    /// <exception cref="IOException">It is closed, or holds no list of paths.</exception>
    public static IEnumerable<string> FromStandardInput(ListEnding ending, string example) => Lines(ending, example).Distinct(StringComparer.Ordinal);

    /// <summary>Opens a list file.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public static ListReader OpenFile(string path, ListEnding ending)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"Cannot read the list '{path}': expected a file of paths, found {(Directory.Exists(path) ? "a folder" : "none")}. "
                + "Check the path.", path);
        }

        var wait = new InputWait(); // a named pipe opens when somebody writes to it
        try
        {
            return new ListReader(new StreamReader(path, Encoding.UTF8), $"'{path}'", ending, wait);
        }
        catch
        {
            wait.Dispose();
            throw;
        }
    }

    private static IEnumerable<string> Lines(string path, ListEnding ending)
    {
        string full = Path.GetFullPath(GivenPath.Of(path)), folder = Path.GetDirectoryName(full)!;
        using ListReader lines = OpenFile(full, ending);
        while (lines.ReadLine() is { } line)
        {
            if (line.Length > 0) yield return Path.GetFullPath(line, folder);
        }
    }

    private static IEnumerable<string> Lines(ListEnding ending, string example)
    {
        using ListReader lines = StandardInput.OpenList(ending, example);
        while (lines.ReadLine() is { } line)
        {
            if (line.Length > 0) yield return line;
        }
    }
}
