using Lookalike.Core.Text;

namespace Lookalike.Application.Indexing;

/// <summary>Tells a file that is gone from one that is there and leads nowhere.</summary>
internal static class Presence
{
    /// <summary>Whether a path has an entry: a file, a folder, or a link, even one to nothing.</summary>
    public static bool IsThere(string path)
    {
        if (RawName.Find(path) is not null) return true;
        var file = new FileInfo(path);
        return file.Exists || file.LinkTarget is not null || Directory.Exists(path);
    }
}
