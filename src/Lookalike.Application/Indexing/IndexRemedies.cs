using Lookalike.Core;
using Lookalike.Datasets.Catalog;
using Lookalike.Index.Records;

namespace Lookalike.Application.Indexing;

/// <summary>Remedies that concern an index, as data. Where it is not known what to index, they say so by having no arguments.</summary>
internal static class IndexRemedies
{
    /// <summary>Indexes what an index holds, once more.</summary>
    /// <param name="path">The index file.</param>
    /// <param name="dataset">Its data set; empty for none.</param>
    /// <param name="roots">Its folders.</param>
    /// <param name="rebuild">Whether it is to be emptied first.</param>
    public static Remedy Again(string path, string dataset, ImageRoots roots, bool rebuild)
    {
        RemedyKind kind = rebuild ? RemedyKind.Rebuild : RemedyKind.Index;
        string[] sources = [.. roots.All.Select(root => root.Path)];

        // A data set is indexed alone: beside folders, no single run would do.
        if (sources.Length == 0 && dataset.Length > 0) sources = [dataset];
        else if (sources.Length == 0 || dataset.Length > 0) return new Remedy(kind);
        return new Remedy(kind, [path, .. sources]);
    }

    /// <summary>Indexes a data set that is known by its name.</summary>
    /// <param name="path">The index file.</param>
    /// <param name="set">The name of the data set, or of a split of it.</param>
    public static Remedy Dataset(string path, string set)
    {
        string name = set.Split('/')[0];
        return DatasetCatalog.TryFind(name, out _) ? new Remedy(RemedyKind.IndexAllSplits, path, name) : new Remedy(RemedyKind.IndexAllSplits);
    }
}
