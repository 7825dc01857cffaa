using Microsoft.Extensions.FileSystemGlobbing;

namespace Lookalike.Imaging;

/// <summary>A pattern of paths below a folder, and whether it has matched any.</summary>
internal sealed class PathPattern
{
    /// <summary>What matched paths are taken to lie below. Nothing in it is looked at.</summary>
    private static readonly string Root = Path.GetFullPath("pictures");

    private readonly Matcher _matcher = new(StringComparison.OrdinalIgnoreCase);
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
        _above = below ? [""] : [.. folders.Select(f => f[Path.GetPathRoot(f)!.Length..] + Path.DirectorySeparatorChar)];
        if (pattern.Length == 0) return;
        try
        {
            _matcher.AddInclude(pattern);
            if (!Path.GetFileName(pattern.AsSpan()).Contains('*')) _matcher.AddInclude($"{pattern.TrimEnd('/')}/**");
        }
        catch (ArgumentException)
        {
            // Two dots behind a name. No path has them.
        }
    }

    /// <summary>The pattern as it was given.</summary>
    public string Text { get; }

    /// <summary>Whether any path matched so far.</summary>
    public bool HasMatched { get; private set; }

    public bool Matches(string relativePath)
    {
        bool matches = Array.Exists(_above, above => _matcher.Match(Root, above + relativePath).HasMatches);
        HasMatched |= matches;
        return matches;
    }
}
