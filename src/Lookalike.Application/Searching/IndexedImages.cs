using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Datasets.Store;
using Lookalike.Imaging.Reading;
using Lookalike.Index.Records;

namespace Lookalike.Application.Searching;

/// <summary>
/// Shows indexed images by their keys: picture files from their folders, others from their data set, each split of which is read once. Not
/// safe to use from several threads.
/// </summary>
internal sealed class IndexedImages
{
    private readonly DatasetStore _store;
    private readonly ImageIndex _index;
    private readonly Dictionary<DatasetSplit, ImageSet> _sets = [];

    /// <summary>Joins an index and the data sets of this machine.</summary>
    /// <param name="store">The data sets.</param>
    /// <param name="index">The index; it stays the caller's.</param>
    public IndexedImages(DatasetStore store, ImageIndex index)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(index);
        _store = store;
        _index = index;
    }

    /// <summary>Whether the index holds folders of pictures.</summary>
    public bool HoldsPictures => _index.Roots.All.Count > 0;

    /// <summary>The most pixels that a picture may have. One with more is shown as plain grey.</summary>
    /// <value>1 and up; the default is <see cref="PictureReader.DefaultMaxPixels"/>.</value>
    public long MaxPixels { get; init; } = PictureReader.DefaultMaxPixels;

    /// <summary>Shows one image.</summary>
    /// <param name="key">A record's key.</param>
    /// <returns>The image; plain grey with a <see cref="ShownImage.Fault"/> where its file is gone or broken.</returns>
    /// <exception cref="DatasetException">The image is of a data set that is not there any more, or has changed.</exception>
    public ShownImage Show(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (_index.Roots.TryFindFile(key, out string? path))
            return StoredFile.FaultOf(path) is { } fault ? ShownImage.Nothing(fault.Message, fault.Remedy) : ShownImage.FromFile(path, maxPixels: MaxPixels);
        if (!ImageKey.IsValid(key))
            return ShownImage.Nothing(
                $"{ImageKey.Shown(key)} is no path below a folder, so it is not looked for. Examine the index.", new Remedy(RemedyKind.Examine, _index.Path));
        if (_index.Source.Length == 0 || !ImageKey.TryReadPosition(key, out string name, out int position))
            throw new DatasetException(
                $"{ImageKey.Shown(key)} is neither a picture of a folder in {_index.Path} nor an image of a data set. Index it again.", _index.Path);
        ImageSet set = Open(name.EndsWith("/test", StringComparison.Ordinal) ? DatasetSplit.Test : DatasetSplit.Train);
        if (position >= set.Count)
            throw new DatasetException(
                $"{key} is not in {set.Name} any more: expected more than {position} images, found {set.Count}. Index it again.", _index.Source);
        return new ShownImage { Shape = set.Shape, Pixels = set[position].ToArray() };
    }

    private ImageSet Open(DatasetSplit split)
    {
        if (!_sets.TryGetValue(split, out ImageSet? set)) _sets[split] = set = _store.Open(_index.Source, split).Images;
        return set;
    }
}
