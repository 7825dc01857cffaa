namespace Lookalike.Imaging.Folders;

/// <summary>Chooses relative paths by patterns, and knows which of them matched nothing.</summary>
internal sealed class PathFilter
{
    private readonly PathPattern[] _include;
    private readonly PathPattern[] _exclude;

    /// <param name="include">What is taken; everything where there are none.</param>
    /// <param name="exclude">What is passed over, though included.</param>
    /// <param name="folders">The names that the folder has: full paths.</param>
    public PathFilter(IReadOnlyList<string> include, IReadOnlyList<string> exclude, IReadOnlyList<string> folders)
    {
        _include = [.. include.Select(text => new PathPattern(text, folders))];
        _exclude = [.. exclude.Select(text => new PathPattern(text, folders))];
    }

    /// <summary>The patterns that no path has matched so far.</summary>
    public IEnumerable<string> Unmatched => _include.Concat(_exclude).Where(pattern => !pattern.HasMatched).Select(pattern => pattern.Text);

    public bool Takes(string relativePath)
    {
        bool taken = _include.Length == 0 || AnyMatches(_include, relativePath);
        return !Excludes(relativePath) && taken;
    }

    /// <summary>Whether a path is passed over though it may be included.</summary>
    public bool Excludes(string relativePath) => AnyMatches(_exclude, relativePath);

    /// <summary>Whether everything in a folder is passed over, as far as can be told without a look into it.</summary>
    /// <param name="relativePath">The folder's, with a slash at its end.</param>
    public bool IsShut(string relativePath) => Excludes(relativePath + "any");

    private static bool AnyMatches(PathPattern[] patterns, string relativePath)
    {
        bool any = false;
        foreach (PathPattern pattern in patterns)
        {
            // One that has not matched yet is asked though another has: else nobody would know.
            if (!any || !pattern.HasMatched) any |= pattern.Matches(relativePath);
        }

        return any;
    }
}
