namespace Lookalike.Terminals.Output;

/// <summary>Paths as people read and paste them.</summary>
internal static class ShownPath
{
    /// <summary>A path from where one stands, or from the root, whichever is shorter; both name the file.</summary>
    /// <param name="path">A path from the root of the file system.</param>
    /// <param name="from">Where one stands.</param>
    public static string Of(string path, string from)
    {
        string relative = Path.GetRelativePath(from, path);
        return relative.Length < path.Length ? relative : path;
    }
}
