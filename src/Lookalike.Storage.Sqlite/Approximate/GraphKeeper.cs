using System.Diagnostics;
using Lookalike.Core;
using Lookalike.Search.Distances;
using Lookalike.Search.Hnsw;
using Lookalike.Storage.Sqlite.Telemetry;
using Lookalike.Storage.Sqlite.Vectors;
using Microsoft.Extensions.Logging;

namespace Lookalike.Storage.Sqlite.Approximate;

/// <summary>
/// Keeps the graph of one vector property in step with its vectors, on a thread of its own. A search never waits for it: until there
/// is a graph it compares every vector, and slots that changed since are compared beside the walk. Where nothing may be written no
/// graph is built, because it could not be kept: the one in the file is walked if there is one. Thread-safe.
/// </summary>
internal sealed class GraphKeeper(GraphFile file, int dimension, DistanceMetric metric, bool mayWrite, ILogger? logger) : IDisposable
{
    /// <summary>Below this a comparison with every vector takes well under a millisecond.</summary>
    public const int MinVectors = 10_000;

    private const int SlotsAtOnce = 64;

    // What the fields mean together: _index is the graph, compared with the vectors of _version. In every slot of _pending, and in no other, it
    // may differ from them. _latest are the newest vectors that any transaction has shown, of _version or later; the thread of _work brings
    // _pending into the graph from them. All of it is read and changed under the gate, and no walk through a graph is: the graph itself
    // stands changes while others walk.
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private HnswIndex? _index;
    private bool _none; // no graph to open, and none to be built
    private VectorMatrix? _latest;
    private long _version;
    private PendingSlots _pending = PendingSlots.None;
    private int _unsaved;
    private Task _work = Task.CompletedTask;
    private IProgress<Progress>? _progress;

    /// <summary>Takes note of the vectors of a transaction, and starts the work that they call for.</summary>
    /// <param name="matrix">The vectors as the transaction sees them, pinned.</param>
    /// <returns>
    /// The version of the vectors that the graph was last compared with, where it is an earlier one: whoever has the transaction is to
    /// <see cref="Mark"/> what was written since, before the graph can be walked for these vectors. Null where nothing is to be marked.
    /// </returns>
    public long? See(VectorMatrix matrix)
    {
        lock (_gate)
        {
            if (_latest is null || matrix.Version > _latest.Version) _latest = matrix;
            if (_index is not null && matrix.Version > _version) return _version;
            Start();
            return null;
        }
    }

    /// <summary>Takes note of where the graph may differ from the vectors of a transaction, and starts to bring it up to them.</summary>
    /// <param name="matrix">The vectors as the transaction sees them, pinned.</param>
    /// <param name="since">The version that <see cref="See"/> named.</param>
    /// <param name="written">The slots that were written after that version, from the first up to before the end of each range.</param>
    public void Mark(VectorMatrix matrix, long since, IReadOnlyList<(int First, int End)> written)
    {
        lock (_gate)
        {
            // Somebody with later vectors was first; or the graph was built anew meanwhile, from vectors before those that are told about,
            // and the next transaction has to tell again. Marking more than was written since is no harm: only slots that differ count.
            if (_index is null || matrix.Version <= _version || since > _version) return;
            List<int> differing = [];
            foreach ((int first, int end) in written) differing.AddRange(GraphComparison.Differences(_index, matrix, first, end));
            _pending = _pending.With(differing);
            _version = matrix.Version;
            Start();
        }
    }

    /// <summary>The graph as it is now, and the slots in which it lags behind; null while there is none that was compared with these vectors.</summary>
    public GraphView? View(VectorMatrix matrix)
    {
        // A graph that was published a moment ago may be of vectors before these, and nobody has marked what it lacks.
        lock (_gate) return _index is null || _version < matrix.Version ? null : new GraphView(_index, _pending.Count == 0 ? default : _pending.Words);
    }

    /// <summary>Ends when the graph holds all vectors that views have seen, and its file too, where that can be written.</summary>
    /// <returns>False where there is no graph and may be none.</returns>
    public async Task<bool> CompleteAsync(IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        lock (_gate) _progress = progress;
        try
        {
            while (true)
            {
                Task work;
                lock (_gate)
                {
                    Start();
                    work = _work;
                }

                await work.WaitAsync(cancellationToken).ConfigureAwait(false);
                lock (_gate)
                {
                    if (_none || _stop.IsCancellationRequested) return false;
                    if (_index is null || _pending.Count > 0) continue;
                }

                Save(minimum: 1);
                return true;
            }
        }
        finally
        {
            // Whoever has stopped waiting is not told of later work.
            lock (_gate)
            {
                if (ReferenceEquals(_progress, progress)) _progress = null;
            }
        }
    }

    /// <summary>Ends the work on the graph, within some milliseconds, and writes what is not on the disk yet.</summary>
    public void Dispose()
    {
        Abandon();
        Save(minimum: 1);
        _stop.Dispose();
    }

    /// <summary>Ends the work on the graph of a collection that is no more.</summary>
    public void Abandon()
    {
        _stop.Cancel();
        Task work;
        lock (_gate) work = _work;
        Task.WaitAny(work); // however it ended
    }

    private void Start()
    {
        if (_work.IsCompleted && ((_index is null && !_none) || _pending.Count > 0) && !_stop.IsCancellationRequested) _work = Task.Run(Work);
    }

    private void Work()
    {
        try
        {
            if (_index is null) WithLatest(Begin);
            if (_index is null) return;
            while (Follow(_stop.Token))
            {
            }

            if (mayWrite && _index.IsWorn) WithLatest(Build);
            Save(minimum: Math.Max(1000, _index.Count / 10));
        }
        catch (OperationCanceledException)
        {
            // Told to stop: what is not in the graph yet is compared one by one, or built at the next start.
        }
    }

    private void Begin(VectorMatrix matrix)
    {
        HnswIndex? opened = file.TryOpen(dimension, metric, matrix.Slots);
        List<int> differing = opened is null ? [] : GraphComparison.Differences(opened, matrix, 0, Math.Max(matrix.Slots, opened.Capacity));
        // A graph of other vectors, or one left far behind, is not worth mending.
        bool useful = opened is not null && differing.Count <= matrix.Slots / 5;
        if (useful)
        {
            if (logger is not null) StoreLog.GraphOpened(logger, file.Path, opened!.Count, differing.Count);
            Publish(opened!, matrix, differing, unsaved: 0);
        }
        else if (mayWrite) Build(matrix);
        else _none = true;
    }

    private void Build(VectorMatrix matrix)
    {
        var options = new HnswOptions { Occupied = GraphComparison.Searchable(matrix), Progress = _progress, CancellationToken = _stop.Token };
        long start = Stopwatch.GetTimestamp();
        HnswIndex built = HnswIndex.Build(matrix.Vectors, dimension, metric, options);
        if (logger is not null) StoreLog.GraphBuilt(logger, built.Count, Stopwatch.GetElapsedTime(start).TotalSeconds, file.Path);
        Publish(built, matrix, [], unsaved: int.MaxValue);
    }

    private void Publish(HnswIndex index, VectorMatrix matrix, List<int> differing, int unsaved)
    {
        lock (_gate)
        {
            _index = index;
            _version = matrix.Version;
            _pending = PendingSlots.None.With(differing);
            _unsaved = unsaved;
        }
    }

    /// <summary>Brings a few pending slots into the graph; false when none is left.</summary>
    private bool Follow(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        PendingSlots pending;
        lock (_gate) pending = _pending;
        List<int> slots = pending.First(SlotsAtOnce);
        if (slots.Count == 0) return false;
        WithLatest(matrix => Follow(_index!, matrix, slots));
        return true;
    }

    private void Follow(HnswIndex index, VectorMatrix matrix, List<int> slots)
    {
        foreach (int slot in slots)
        {
            if (GraphComparison.IsSearchable(matrix, slot)) index.Add(slot, matrix.Row(slot).Span);
            else index.Remove(slot);
        }

        lock (_gate)
        {
            // A slot leaves only now that the graph has it: a search in between compares it twice, by the walk and one by one, and never misses it.
            // One that was changed once more meanwhile stays: what was just put into the graph is already old.
            _pending = _pending.Without(_latest == matrix ? slots : [.. slots.Where(slot => !GraphComparison.Differs(index, _latest!, slot))]);
            if (_unsaved < int.MaxValue) _unsaved += slots.Count;
        }
    }

    /// <summary>Writes the graph's file, where there are as many changes. Where it cannot be written, the next call tries again.</summary>
    private void Save(int minimum)
    {
        HnswIndex? index;
        long version;
        int unsaved;
        lock (_gate)
        {
            (index, version, unsaved) = (_index, _version, _unsaved);
            if (index is null || !mayWrite || unsaved < minimum) return;
            _unsaved = 0;
        }

        if (file.TrySave(index, version)) return;
        lock (_gate) _unsaved = unsaved < int.MaxValue - _unsaved ? _unsaved + unsaved : int.MaxValue;
    }

    // Pinned for as long as the work takes, which may be minutes: transactions that change rows meanwhile get an array of their own.
    private void WithLatest(Action<VectorMatrix> work)
    {
        VectorMatrix latest;
        lock (_gate)
        {
            latest = _latest!;
            latest.Buffer.Pin();
        }

        try
        {
            work(latest);
        }
        finally
        {
            latest.Buffer.Release();
        }
    }
}
