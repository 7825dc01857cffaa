using Lookalike.Imaging.Folders;

namespace Lookalike.Datasets.Pictures;

/// <summary>How the files of a folder differ from those that a cache was made of. Paths are relative. Immutable.</summary>
internal sealed class PictureChanges
{
    /// <summary>Files that the cache does not know.</summary>
    public required IReadOnlyList<string> Added { get; init; }

    /// <summary>Files of another size or time of writing.</summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>Files that are no longer there.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>Whether nothing differs.</summary>
    public bool IsEmpty => Added.Count == 0 && Changed.Count == 0 && Removed.Count == 0;

    /// <summary>Compares files with what a cache knows.</summary>
    internal static PictureChanges Between(IReadOnlyList<CachedFile> known, IReadOnlyList<PictureFile> files)
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
