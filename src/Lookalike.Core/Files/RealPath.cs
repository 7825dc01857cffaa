namespace Lookalike.Core.Files;

/// <summary>Follows the links in a path.</summary>
internal static class RealPath
{
    /// <summary>As many links as Linux follows in one path.</summary>
    private const int MaxLinks = 40;

    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>How paths of this system are compared.</summary>
    public static StringComparison Comparison => OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Returns the path of the same folder with no link in any of its parts.</summary>
    /// <exception cref="IOException">There are more than 40 links in it, as where they lead in a circle, or a part cannot be asked.</exception>
    /// <exception cref="UnauthorizedAccessException">A part may not be asked.</exception>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path), real = Path.GetPathRoot(full)!;
        var parts = new Stack<string>();
        Push(parts, full[real.Length..]);
        int links = 0;
        while (parts.TryPop(out string? part))
        {
            if (part is "." or "..")
            {
                if (part == "..") real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            string next = Path.Combine(real, part);
            if (new DirectoryInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks) throw new IOException($"Cannot follow '{path}': expected at most {MaxLinks} links, found more. They may lead in a circle.");
            string root = Path.IsPathFullyQualified(target) ? Path.GetPathRoot(target)! : "";
            if (root.Length > 0) real = root;
            Push(parts, target[root.Length..]);
        }

        return real;
    }

    /// <summary>Whether a path without links is a folder, or lies below it.</summary>
    public static bool IsWithin(string path, string folder) =>
        path.StartsWith(folder, Comparison)
        && (path.Length == folder.Length || Path.EndsInDirectorySeparator(folder) || Separators.Contains(path[folder.Length]));

    /// <summary>The first part ends on top.</summary>
    private static void Push(Stack<string> stack, string path)
    {
        string[] parts = path.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        for (int i = parts.Length - 1; i >= 0; i--) stack.Push(parts[i]);
    }
}
