using Lookalike.Imaging;

namespace Lookalike.Datasets;

/// <summary>Compares files with what a cache knows.</summary>
internal static class PictureComparison
{
    public static PictureChanges Of(IReadOnlyList<CachedFile> known, IReadOnlyList<PictureFile> files)
    {
        Dictionary<string, CachedFile> before = known.ToDictionary(f => f.Path, StringComparer.Ordinal);
        var now = new HashSet<string>(StringComparer.Ordinal);
        var added = new List<string>();
        var changed = new List<string>();
        foreach (PictureFile file in files)
        {
            now.Add(file.RelativePath);
            if (!before.TryGetValue(file.RelativePath, out CachedFile? old)) added.Add(file.RelativePath);
            else if (!old.IsStill(file)) changed.Add(file.RelativePath);
        }

        return new PictureChanges { Added = added, Changed = changed, Removed = [.. known.Where(f => !now.Contains(f.Path)).Select(f => f.Path)] };
    }
}
