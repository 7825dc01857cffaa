using System.Globalization;
using Lookalike.Datasets;

namespace Lookalike.Application;

/// <summary>Finds the pixels of an indexed image by its key; each set is read once. Not safe to use from several threads.</summary>
public sealed class IndexedImages
{
    private readonly DatasetStore _store;
    private readonly string _source;
    private readonly Dictionary<DatasetSplit, ImageSet> _sets = [];

    /// <summary>Joins the data sets and the one that was indexed.</summary>
    /// <param name="store">The data sets of this machine.</param>
    /// <param name="source">The data set: a name or a folder (<see cref="ImageIndex.Source"/>).</param>
    public IndexedImages(DatasetStore store, string source) => (_store, _source) = (store, source);

    /// <summary>The pixels of one image, [C, H, W], 0..255.</summary>
    /// <param name="key">A record's key.</param>
    /// <exception cref="DatasetException">The data set is not there any more, or has changed.</exception>
    public ReadOnlyMemory<byte> Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        int end = key.LastIndexOf('/');
        DatasetSplit split = key[..end].EndsWith("/test", StringComparison.Ordinal) ? DatasetSplit.Test : DatasetSplit.Train;
        if (!_sets.TryGetValue(split, out ImageSet? set)) _sets[split] = set = _store.Open(_source, split).Images;
        int position = int.Parse(key.AsSpan(end + 1), CultureInfo.InvariantCulture);
        if (position >= set.Count)
            throw new DatasetException($"{key} is not in {set.Name} any more: expected more than {position} images, found {set.Count}. Index it again.", _source);
        return set.Pixels.Slice(position * set.PixelsPerImage, set.PixelsPerImage);
    }
}
