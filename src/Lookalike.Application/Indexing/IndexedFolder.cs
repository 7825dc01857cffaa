using Lookalike.Core;
using Lookalike.Core.Files;
using Lookalike.Index;
using Lookalike.Index.Records;

namespace Lookalike.Application.Indexing;

/// <summary>A folder of an index, or one below it.</summary>
internal static class IndexedFolder
{
    /// <summary>What the keys of a folder's pictures begin with.</summary>
    /// <param name="index">Where the index is, for messages.</param>
    /// <param name="roots">The folders that it holds.</param>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IndexException">The index does not hold it.</exception>
    public static string PrefixOf(string index, ImageRoots roots, string folder)
    {
        string full = RootBinding.Full(folder);
        ImageRoot root = roots.All.FirstOrDefault(r => RealPath.IsWithin(full, r.Path))
            ?? throw new IndexException(
                $"{full} is not in {index}: expected {Known(roots)}. {(Directory.Exists(full) ? "Index it first." : "Check the path.")}", index)
            {
                Remedy = Directory.Exists(full) ? new Remedy(RemedyKind.Index, index, full) : null,
            };
        string below = Path.GetRelativePath(root.Path, full);
        return below == "." ? $"{root.Name}/" : $"{root.Name}/{below.Replace(Path.DirectorySeparatorChar, '/')}/";
    }

    private static string Known(ImageRoots roots) =>
        roots.All.Count == 0 ? "a folder of the index, which has none" : string.Join(" or ", roots.All.Select(r => r.Path)) + ", or a folder below";
}
