using Microsoft.Extensions.FileSystemGlobbing;

namespace Lookalike.Imaging;

/// <summary>Chooses relative paths by patterns.</summary>
internal sealed class PathFilter
{
    /// <summary>The folder that relative paths are matched below. Nothing in it is looked at.</summary>
    private static readonly string Root = Path.GetFullPath("pictures");

    private readonly Matcher? _matcher;

    /// <param name="include">What is taken; everything where there are none.</param>
    /// <param name="exclude">What is passed over, though included.</param>
    public PathFilter(IReadOnlyList<string> include, IReadOnlyList<string> exclude)
    {
        if (include.Count == 0 && exclude.Count == 0) return;
        _matcher = new Matcher(StringComparison.OrdinalIgnoreCase);
        _matcher.AddIncludePatterns(include.Count == 0 ? ["**/*"] : include);
        _matcher.AddExcludePatterns(exclude);
    }

    public bool Takes(string relativePath) => _matcher is null || _matcher.Match(Root, relativePath).HasMatches;
}
