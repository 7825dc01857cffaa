using Lookalike.Core.Files;
using Lookalike.Core.Globs;

namespace Lookalike.Imaging.Folders;

/// <summary>A pattern of paths below a folder, and whether it has matched any.</summary>
internal sealed class PathPattern
{
    private readonly Glob? _glob;
    private readonly string[] _above;

    /// <param name="text">The pattern: of relative paths, or with a full path. One that names a folder means all in it.</param>
    /// <param name="folders">The names that the folder has: full paths.</param>
    public PathPattern(string text, IEnumerable<string> folders)
    {
        Text = text;
        bool below = true;
        string pattern = text;
        if (Path.IsPathRooted(text))
        {
            string full = Path.GetFullPath(text);
            string? folder = folders.FirstOrDefault(f => RealPath.IsWithin(full, f));
            below = folder is not null;
            pattern = folder is null ? full[Path.GetPathRoot(full)!.Length..] : full[folder.Length..].TrimStart(Path.DirectorySeparatorChar);
            if (pattern.Length == 0) pattern = "**";
        }

        // With wildcards in the parts above the folder, the whole paths are compared.
        _above = below ? [""] : [.. folders.Select(f => Slashed(f[Path.GetPathRoot(f)!.Length..] + Path.DirectorySeparatorChar))];
        pattern = Slashed(pattern);
        if (pattern.StartsWith("./", StringComparison.Ordinal)) pattern = pattern[2..];
        if (pattern.Length > 0) _glob = new Glob(pattern);
    }

    /// <summary>The pattern as it was given.</summary>
    public string Text { get; }

    /// <summary>Whether any path matched so far.</summary>
    public bool HasMatched { get; private set; }

    public bool Matches(string relativePath)
    {
        bool matches = _glob is not null && Array.Exists(_above, above => _glob.IsMatch(above + relativePath));
        HasMatched |= matches;
        return matches;
    }

    /// <summary>With a slash between parts, as paths below the folder have it on every system.</summary>
    private static string Slashed(string path) => path.Replace(Path.DirectorySeparatorChar, '/');
}
