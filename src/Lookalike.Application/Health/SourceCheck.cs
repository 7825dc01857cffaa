using System.Globalization;

namespace Lookalike.Application;

/// <summary>Compares the records with the files and data sets that they are of: what is gone, what has changed, what belongs to nothing.</summary>
internal sealed class SourceCheck(ImageIndex index, IndexedRecords records, IndexedSets sets)
{
    private readonly List<HealthFinding> _findings = [];
    private readonly Dictionary<string, int> _missing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _records = new(StringComparer.Ordinal);
    private readonly HashSet<string> _present = new(StringComparer.Ordinal);

    /// <summary>Slots whose image is there, with the content that was encoded.</summary>
    public List<int> Sound { get; } = [];

    public List<HealthFinding> Run(Action<double> progress, CancellationToken cancellation)
    {
        FindRoots();
        for (int slot = 0; slot < records.Slots; slot++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (slot % 1000 == 0) progress(slot / (double)records.Slots);
            if (records.Key(slot) is null) continue;
            ImageRecord record = records.Record(slot);
            bool sound = record.Position is { } position ? CheckPosition(record, position) : CheckFile(record);
            if (sound) Sound.Add(slot);
        }

        foreach (string root in _present) KeepTogether(root);
        foreach ((string set, int count) in _missing.OrderBy(m => m.Key, StringComparer.Ordinal)) _findings.Add(MissingSource(set, count));
        return _findings;
    }

    // An empty folder is what a drive leaves that is not attached: not a reason to take all its pictures for deleted.
    private void FindRoots()
    {
        foreach (ImageRoot root in index.Roots.All)
        {
            if (Directory.Exists(root.Path) && !IsEmpty(root.Path)) _present.Add(root.Name);
            else if (!Directory.Exists(root.Path)) _missing.TryAdd(root.Name, 0);
        }
    }

    /// <summary>Takes a folder that shows none of its pictures for another folder in its place, and not for one whose pictures were all deleted.</summary>
    private void KeepTogether(string root)
    {
        int count = _records.GetValueOrDefault(root);
        bool IsGone(HealthFinding finding) => finding.Kind == HealthFindingKind.MissingImage && finding.Key!.StartsWith(root + "/", StringComparison.Ordinal);
        if (count < 2 || _findings.Count(IsGone) < count) return;
        _findings.RemoveAll(IsGone);
        _missing[root] = count;
    }

    private static bool IsEmpty(string folder)
    {
        try
        {
            return !Directory.EnumerateFileSystemEntries(folder).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private bool CheckFile(ImageRecord record)
    {
        if (!index.Roots.TryFindFile(record.Key, out string? path))
        {
            Add(HealthFindingKind.UnknownSource, record, record.Key, $"expected one of {Names()}, found '{record.Set}'. Drop it with --fix, or index its folder again.", HealthCure.Drop);
            return false;
        }

        if (!_present.Contains(record.Set))
        {
            CountMissing(record.Set);
            return false;
        }

        _records[record.Set] = _records.GetValueOrDefault(record.Set) + 1;
        try
        {
            if (StoredFile.Find(path) is not { } file)
            {
                if (Presence.IsThere(path)) throw new IOException("It is a link to something that is not there.");
                Add(HealthFindingKind.MissingImage, record, path, $"expected the file {path}, found none. Drop it with --fix, or index the folder again.", HealthCure.Drop);
                return false;
            }

            if (StoredFile.IsUntouched(file, record)) return true;
            string hash = StoredFile.Hash(file);
            if (hash == record.ContentHash) return true;
            Add(
                HealthFindingKind.ChangedImage,
                record,
                path,
                string.Create(CultureInfo.InvariantCulture, $"expected {record.Size:N0} bytes with the hash {record.ContentHash}, found {file.Length:N0} bytes with {hash} in {path}. Encode it again with --fix, or index the folder again."),
                HealthCure.Encode);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Add(HealthFindingKind.UnreadableImage, record, path, $"{path} cannot be read: {e.Message} Check that it is a file that this user may read.", HealthCure.None);
        }

        return false;
    }

    private bool CheckPosition(ImageRecord record, int position)
    {
        if (sets.Find(record.Set, out _) is not { } images)
        {
            CountMissing(record.Set);
            return false;
        }

        if (position < 0 || position >= images.Count)
        {
            Add(HealthFindingKind.MissingImage, record, record.Key, $"expected position {position}, found {images.Count} images in {images.Name}. Drop it with --fix, or index the data set again.", HealthCure.Drop);
            return false;
        }

        string hash = ContentHash.Of(images[position]);
        if (hash == record.ContentHash) return true;
        Add(HealthFindingKind.ChangedImage, record, record.Key, $"expected pixels with the hash {record.ContentHash}, found {hash}. Encode it again with --fix, or index the data set again.", HealthCure.Encode);
        return false;
    }

    private void CountMissing(string set) => _missing[set] = _missing.GetValueOrDefault(set) + 1;

    private HealthFinding MissingSource(string set, int count)
    {
        string what = string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "image" : "images")} of {set}");
        ImageRoot? root = index.Roots.Find(set);
        string? fault = null;
        if (root is null) sets.Find(set, out fault);
        return new HealthFinding
        {
            Kind = HealthFindingKind.MissingSource,
            Place = root?.Path ?? set,
            Images = count,
            Message = root is null
                ? $"{what} cannot be looked at: {fault}"
                : $"{what} cannot be looked at: expected the folder {root.Path}, found {(Directory.Exists(root.Path) ? "none of them in it" : "no folder")}. Attach its drive, or index the folder where it is now; to drop its records: {IndexCommands.Remove(index.Path, set)}",
        };
    }

    private string Names() => index.Roots.All.Count == 0 ? "no folder" : $"the folders {string.Join(", ", index.Roots.All.Select(root => root.Name))}";

    private void Add(HealthFindingKind kind, ImageRecord record, string place, string message, HealthCure cure) =>
        _findings.Add(new HealthFinding { Kind = kind, Key = record.Key, Place = place, Images = 1, Message = $"{record.Key}: {message}", Cure = cure, Keys = [record.Key] });
}
