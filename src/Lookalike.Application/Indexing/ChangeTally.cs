using Lookalike.Application.Telemetry;
using Lookalike.Imaging.Faults;

namespace Lookalike.Application.Indexing;

/// <summary>Counts what a run does, or would do, and keeps the keys where they are asked for.</summary>
/// <param name="known">The records as they were when the run began.</param>
/// <param name="options">Whether keys are kept, and who hears of failures.</param>
/// <param name="isPreview">Whether nothing is done. Then keys are kept.</param>
internal sealed class ChangeTally(KnownPictures known, FolderIndexerOptions options, bool isPreview)
{
    private readonly bool _keepsKeys = isPreview || options.KeepsKeys;

    /// <summary>What telemetry calls each kind of change; null for none.</summary>
    private static readonly string?[] Outcomes =
        [PictureOutcome.Encoded, PictureOutcome.Touched, PictureOutcome.Moved, PictureOutcome.Copied, PictureOutcome.Removed, null];

    private readonly int[] _counts = new int[Enum.GetValues<ChangeKind>().Length];
    private readonly List<IndexFailure> _failures = [];
    private readonly List<string> _encoded = [], _touched = [], _removed = [];
    private readonly List<IndexMove> _moved = [], _copied = [];
    private int _filesRead;
    private int _results;

    public void Add(PictureChange change)
    {
        _counts[(int)change.Kind]++;
        if (Outcomes[(int)change.Kind] is { } outcome) Tell(outcome, 1);
        if (change.ContentHash.Length > 0) _filesRead++;
        if (change.Failure is not null) Fail(change.Failure);
        if (!_keepsKeys) return;
        string key = change.Scanned.Key;
        switch (change.Kind)
        {
            case ChangeKind.Encode: _encoded.Add(key); break;
            case ChangeKind.Touch: _touched.Add(key); break;
            case ChangeKind.Move: _moved.Add(new IndexMove { From = known.Key(change.Source), To = key }); break;
            case ChangeKind.Copy: _copied.Add(new IndexMove { From = known.Key(change.Source), To = key }); break;
            case ChangeKind.Remove: _removed.Add(key); break;
            default: break;
        }
    }

    public void AddGone(IReadOnlyCollection<int> rows)
    {
        _counts[(int)ChangeKind.Remove] += rows.Count;
        Tell(PictureOutcome.Removed, rows.Count);
        if (_keepsKeys) _removed.AddRange(rows.Select(known.Key));
    }

    public void Fail(PictureException fault)
    {
        if (fault.Fault == PictureFault.Result)
        {
            _results++;
            return;
        }

        Tell(PictureOutcome.Failed, 1);
        IndexFailure failure = IndexFailure.Of(fault);
        _failures.Add(failure);
        options.Failed?.Invoke(failure);
    }

    public IndexSummary Summary(FolderScan scan, double seconds) => new()
    {
        Encoded = _counts[(int)ChangeKind.Encode],
        Unchanged = scan.Unchanged,
        Touched = _counts[(int)ChangeKind.Touch],
        Moved = _counts[(int)ChangeKind.Move],
        Copied = _counts[(int)ChangeKind.Copy],
        Removed = _counts[(int)ChangeKind.Remove],
        Failed = _failures.Count,
        OtherNames = scan.OtherNames,
        OtherFiles = scan.OtherFiles,
        Results = _results,
        FilesRead = _filesRead,
        Failures = _failures,
        DryRun = isPreview,
        Changes = _keepsKeys ? new IndexChanges { Encoded = _encoded, Touched = _touched, Moved = _moved, Copied = _copied, Removed = _removed } : null,
        Seconds = seconds,
    };

    /// <summary>What is only looked at, to tell what would be done, does not count.</summary>
    private void Tell(string outcome, int count)
    {
        if (!isPreview) ApplicationTelemetry.CountPictures(outcome, count);
    }
}
