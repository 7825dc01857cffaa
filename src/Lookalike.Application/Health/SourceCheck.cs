using System.Globalization;
using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Core.Files;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;

namespace Lookalike.Application.Health;

/// <summary>Compares the records with the files and data sets that they are of: what is gone, what has changed, what belongs to nothing.</summary>
internal sealed class SourceCheck(ImageIndex index, IndexSnapshot records, IndexedSets sets)
{
    private readonly ImageRoots _roots = records.Description.Roots;
    private readonly List<HealthFinding> _findings = [];
    private readonly Dictionary<string, int> _missing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _records = new(StringComparer.Ordinal);
    private readonly HashSet<string> _present = new(StringComparer.Ordinal);

    /// <summary>Rows whose image is there, with the content that was encoded.</summary>
    public List<int> Sound { get; } = [];

    public List<HealthFinding> Run(IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        FindRoots();
        for (int row = 0; row < records.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row % 1000 == 0) progress?.Report(new Progress("looking for the images", row, records.Count));
            ImageRecord record = records.Record(row);
            if (Check(record)) Sound.Add(row);
        }

        foreach (string root in _present) KeepTogether(root);
        foreach ((string set, int count) in _missing.OrderBy(m => m.Key, StringComparer.Ordinal)) _findings.Add(MissingSource(set, count));
        return _findings;
    }

    // An empty folder is what a drive leaves that is not attached: not a reason to take all its pictures for deleted.
    private void FindRoots()
    {
        foreach (ImageRoot root in _roots.All)
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

    private bool Check(ImageRecord record)
    {
        if (!ImageKey.IsValid(record.Key))
        {
            Add(HealthFindingKind.DamagedRecord, record, "its key is no path below a folder, so it is not looked for. Drop it.", HealthCure.Drop);
            return false;
        }

        if (_roots.TryFindFile(record.Key, out string? path)) return CheckFile(record, path);
        if (record.Path is null && ImageKey.TryReadPosition(record.Key, out string set, out int position)) return CheckPosition(record, set, position);
        Add(
            HealthFindingKind.UnknownSource,
            record,
            $"expected one of {Names()}, found '{ImageKey.Root(record.Key)}'. Index its folder again, or drop it.",
            HealthCure.Drop);
        return false;
    }

    private bool CheckFile(ImageRecord record, string path)
    {
        string root = ImageKey.Root(record.Key);
        if (!_present.Contains(root))
        {
            CountMissing(root);
            return false;
        }

        _records[root] = _records.GetValueOrDefault(root) + 1;
        try
        {
            if (StoredFile.Find(path) is not { } file)
            {
                if (Presence.IsThere(path)) throw new IOException("It is a link to something that is not there.");
                Add(
                    HealthFindingKind.MissingImage,
                    record,
                    $"expected the file {path}, found none. Index the folder again, or drop it.",
                    HealthCure.Drop,
                    path);
            }
            else if (RecordFault.OfPicture(record) is { } fault)
            {
                Add(HealthFindingKind.DamagedRecord, record, $"{fault}. Encode it again.", HealthCure.Encode);
            }
            else if (Difference(file, record) is { } difference)
            {
                Add(
                    HealthFindingKind.ChangedImage,
                    record,
                    $"expected {difference} in {path}. Index the folder again, or encode it again.",
                    HealthCure.Encode,
                    path);
            }
            else
            {
                return true;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Add(
                HealthFindingKind.UnreadableImage,
                record,
                $"{path} cannot be read: {e.Message} Check that it is a file that this user may read.",
                HealthCure.None,
                path);
        }

        return false;
    }

    /// <summary>How a file's content differs from what was encoded, or null. One of another length is not read: it may be no file at all.</summary>
    private static string? Difference(FileInfo file, ImageRecord record)
    {
        if (StoredFile.IsUntouched(file, record)) return null;
        if (file.Length != record.Size) return string.Create(CultureInfo.InvariantCulture, $"{record.Size:N0} bytes, found {file.Length:N0}");
        string hash = StoredFile.Hash(file);
        return hash == record.ContentHash
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{record.Size:N0} bytes with the hash {record.ContentHash}, found as many with {hash}");
    }

    private bool CheckPosition(ImageRecord record, string set, int position)
    {
        if (sets.Find(set, out _) is not { } images)
        {
            CountMissing(set);
            return false;
        }

        if (position >= images.Count)
        {
            Add(
                HealthFindingKind.MissingImage,
                record,
                $"expected position {position}, found {images.Count} images in {images.Name}. Index the data set again, or drop it.",
                HealthCure.Drop);
            return false;
        }

        if (RecordFault.OfPosition(record, set, position) is { } fault)
        {
            Add(HealthFindingKind.DamagedRecord, record, $"{fault}. Encode it again.", HealthCure.Encode);
            return false;
        }

        string hash = ContentHash.Of(images[position]);
        if (hash == record.ContentHash) return true;
        Add(
            HealthFindingKind.ChangedImage,
            record,
            $"expected pixels with the hash {record.ContentHash}, found {hash}. Index the data set again, or encode it again.",
            HealthCure.Encode);
        return false;
    }

    private void CountMissing(string set) => _missing[set] = _missing.GetValueOrDefault(set) + 1;

    private HealthFinding MissingSource(string set, int count)
    {
        string what = string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "image" : "images")} of {set}");
        ImageRoot? root = _roots.Find(set);
        string? fault = null;
        if (root is null) sets.Find(set, out fault);
        return new HealthFinding
        {
            Kind = HealthFindingKind.MissingSource,
            Place = root?.Path ?? set,
            Images = count,
            Message = root is null
                ? $"{what} cannot be looked at: {fault}"
                : $"{what} cannot be looked at: expected the folder {root.Path}, " +
                    $"found {(Directory.Exists(root.Path) ? "none of them in it" : "no folder")}. " +
                    "Attach its drive, index the folder where it is now, or drop its records.",
            Remedy = root is null ? null : new Remedy(RemedyKind.Remove, index.Path, set),
        };
    }

    private string Names() => _roots.All.Count == 0 ? "no folder" : $"the folders {string.Join(", ", _roots.All.Select(root => root.Name))}";

    private void Add(HealthFindingKind kind, ImageRecord record, string message, HealthCure cure, string? place = null)
    {
        string shown = ImageKey.Shown(record.Key);
        _findings.Add(new HealthFinding
        {
            Kind = kind,
            Key = record.Key,
            Place = place ?? shown,
            Images = 1,
            Message = $"{shown}: {message}",
            Cure = cure,
            Keys = [record.Key],
        });
    }
}
