using Lookalike.Datasets;
using Lookalike.Datasets.Catalog;
using Lookalike.Datasets.Store;

namespace Lookalike.Application.Health;

/// <summary>Opens the data sets that records name, each once. Not safe to use from several threads.</summary>
internal sealed class IndexedSets(DatasetStore store, string source)
{
    private readonly Dictionary<string, (ImageSet? Images, string? Fault)> _opened = new(StringComparer.Ordinal);

    /// <summary>The images of a set; null where they are not to be had.</summary>
    /// <param name="set">A record's set, such as <c>mnist/train</c>.</param>
    /// <param name="fault">Why there are none, or null.</param>
    public ImageSet? Find(string set, out string? fault)
    {
        if (!_opened.TryGetValue(set, out (ImageSet? Images, string? Fault) opened)) _opened[set] = opened = Open(set);
        fault = opened.Fault;
        return opened.Images;
    }

    private (ImageSet? Images, string? Fault) Open(string set)
    {
        int end = set.LastIndexOf('/');
        string name = end < 0 ? set : set[..end];
        string? place = DatasetCatalog.TryFind(name, out _) ? name : name.Length > 0 && NameOf(source) == name ? source : null;
        if (place is null)
            return (null, $"expected a data set of that name, or a folder with IDX files; the index names {(source.Length == 0 ? "none" : $"'{source}'")}.");
        try
        {
            ImageSet images = store.Open(place, set.EndsWith("/test", StringComparison.Ordinal) ? DatasetSplit.Test : DatasetSplit.Train).Images;
            return images.Name == set ? (images, null) : (null, $"expected {set} in '{place}', found {images.Name}.");
        }
        catch (DatasetException e)
        {
            return (null, e.Message);
        }
    }

    private static string NameOf(string folder) => folder.Length == 0 ? "" : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
