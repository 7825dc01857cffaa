using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Reading;

namespace Lookalike.Application.Indexing;

/// <summary>Tells what each file that was read means for the index. Files come in one by one; a record that is gone is the source of one move.</summary>
internal sealed class ChangeSorter
{
    private readonly KnownPictures _known;
    private readonly Dictionary<string, Queue<int>> _goneByHash;

    public ChangeSorter(KnownPictures known, IReadOnlyList<int> gone)
    {
        _known = known;
        _goneByHash = gone.GroupBy(known.Hash).ToDictionary(group => group.Key, group => new Queue<int>(group));
    }

    /// <summary>Rows of records whose file is gone and has not turned up elsewhere.</summary>
    public IEnumerable<int> Gone => _goneByHash.Values.SelectMany(rows => rows);

    public PictureChange Sort(ScannedPicture scanned, PictureResult result)
    {
        if (result.Fault is { } fault) return Faulty(scanned, fault);
        string hash = result.ContentHash!;
        if (scanned.Row >= 0 && _known.Hash(scanned.Row) == hash) return Change(ChangeKind.Touch, scanned.Row);
        if (_goneByHash.TryGetValue(hash, out Queue<int>? gone) && gone.TryDequeue(out int moved)) return Change(ChangeKind.Move, moved);
        int source = _known.FindContent(hash);
        return Change(source < 0 ? ChangeKind.Encode : ChangeKind.Copy, source);

        PictureChange Change(ChangeKind kind, int row) => new() { Kind = kind, Scanned = scanned, ContentHash = hash, Source = row };
    }

    private static PictureChange Faulty(ScannedPicture scanned, PictureException fault)
    {
        bool vanished = fault.Fault == PictureFault.Missing && !Presence.IsThere(scanned.File.Path);

        // What cannot be read now may be what it was. Everything else that is wrong is another content.
        bool stays = !vanished && fault.Fault is PictureFault.Missing or PictureFault.Unreadable;
        return new PictureChange
        {
            Kind = scanned.Row < 0 || stays ? ChangeKind.Nothing : ChangeKind.Remove,
            Scanned = scanned,
            Failure = vanished ? null : fault,
        };
    }
}
