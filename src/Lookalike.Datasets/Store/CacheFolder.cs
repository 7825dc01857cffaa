namespace Lookalike.Datasets.Store;

/// <summary>Where data sets are kept unless the caller says otherwise.</summary>
internal static class CacheFolder
{
    /// <summary>
    /// LOOKALIKE_DATA; else, on Windows, lookalike in the local application data; else $XDG_CACHE_HOME/lookalike; else ~/.cache/lookalike
    /// (XDG Base Directory Specification, which says to ignore a relative XDG_CACHE_HOME).
    /// </summary>
    public static string Default(Func<string, string?> environment, bool isWindows)
    {
        if (environment("LOOKALIKE_DATA") is { Length: > 0 } chosen) return Path.GetFullPath(chosen);
        if (isWindows) return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "lookalike");
        if (environment("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache)) return Path.Combine(cache, "lookalike");
        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "lookalike");
    }
}
