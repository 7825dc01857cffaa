namespace Lookalike.Application;

/// <summary>Tells a file that is gone from one that is there and leads nowhere.</summary>
internal static class Presence
{
    /// <summary>What .NET reads for a byte of a name that is no UTF-8. Such a file cannot be opened under the name that was listed.</summary>
    private const char NotUtf8 = '\uFFFD';

    /// <summary>Whether a path has an entry: a file, a folder, or a link, even one to nothing.</summary>
    public static bool IsThere(string path)
    {
        if (path.Contains(NotUtf8, StringComparison.Ordinal)) return true;
        var file = new FileInfo(path);
        return file.Exists || file.LinkTarget is not null || Directory.Exists(path);
    }
}
