using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lookalike.Search.Exact;

/// <summary>
/// How a scan is parted: into blocks of queries and, where those are fewer than the threads, the database into ranges too.
/// On one thread it allocates nothing.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ScanPlan
{
    /// <summary>Queries that share one pass. More save no memory traffic worth having, and cost balance between threads.</summary>
    public const int MaxQueries = 32;

    private readonly int _queryCount;
    private readonly int _rowCount;
    private readonly int _threads;
    private readonly int _blockQueries;
    private readonly int _blocks;
    private readonly int _partRows;
    private readonly int _parts;

    /// <summary>Plans a scan.</summary>
    /// <param name="queryCount">Queries, at least 1.</param>
    /// <param name="rowCount">Rows of the database, at least 1.</param>
    /// <param name="threads">The threads to use, at least 1.</param>
    public ScanPlan(int queryCount, int rowCount, int threads)
    {
        _queryCount = queryCount;
        _rowCount = rowCount;
        _threads = threads;
        _blockQueries = Math.Min(MaxQueries, DivideUp(queryCount, threads));
        _blocks = DivideUp(queryCount, _blockQueries);
        _partRows = DivideUp(rowCount, Math.Min(DivideUp(threads, _blocks), rowCount));
        _parts = DivideUp(rowCount, _partRows);
    }

    /// <summary>Scans the whole database for every query.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="found">The neighbours there are of each query, at least 1.</param>
    /// <param name="heaps">Room for the neighbours: query q gets [q * stride, q * stride + found).</param>
    /// <param name="stride">From one query's room to the next query's.</param>
    /// <param name="cancellationToken">Ends the scan early.</param>
    public void Run(ExactScan scan, int found, Memory<Neighbour> heaps, int stride, CancellationToken cancellationToken)
    {
        if (_parts > 1)
            RunParts(scan, found, heaps, stride, cancellationToken);
        else if (_threads > 1 && _blocks > 1)
            RunBlocksInParallel(scan, found, heaps, stride, cancellationToken);
        else
            RunBlocks(scan, found, heaps.Span, stride);
    }

    private void RunBlocks(ExactScan scan, int found, Span<Neighbour> heaps, int stride)
    {
        for (int block = 0; block < _blocks; block++)
            RunBlock(scan, block, found, heaps, stride);
    }

    // Apart, as is the next, so that a search on one thread neither makes a closure nor loads the library of parallel loops.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunBlocksInParallel(ExactScan scan, int found, Memory<Neighbour> heaps, int stride, CancellationToken cancellationToken)
    {
        ScanPlan plan = this;
        Parallel.For(0, _blocks, Options(cancellationToken), block => plan.RunBlock(scan, block, found, heaps.Span, stride));
    }

    /// <summary>Each part of the database collects on its own, and what the parts found is merged.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunParts(ExactScan scan, int found, Memory<Neighbour> heaps, int stride, CancellationToken cancellationToken)
    {
        ScanPlan plan = this;
        var partial = new Neighbour[checked(_parts * _queryCount * found)];
        var partFound = new int[_parts * _blocks];
        Parallel.For(0, _parts * _blocks, Options(cancellationToken), item =>
        {
            (int part, int block) = Math.DivRem(item, plan._blocks);
            (int First, int Count) queries = plan.Queries(block);
            int firstRow = part * plan._partRows;
            Span<Neighbour> room = partial.AsSpan(((part * plan._queryCount) + queries.First) * found, queries.Count * found);
            partFound[item] = scan.Run(queries, (firstRow, Math.Min(plan._partRows, plan._rowCount - firstRow)), room, found, found);
        });
        for (int query = 0; query < _queryCount; query++)
        {
            Span<Neighbour> own = heaps.Span.Slice(query * stride, found);
            var heap = new NeighbourHeap(own, 0);
            for (int part = 0; part < _parts; part++)
            {
                int count = partFound[(part * _blocks) + (query / _blockQueries)];
                foreach (Neighbour neighbour in partial.AsSpan(((part * _queryCount) + query) * found, count))
                    heap.Offer(neighbour);
            }

            scan.Finish(own);
        }
    }

    private void RunBlock(ExactScan scan, int block, int found, Span<Neighbour> heaps, int stride)
    {
        (int first, int count) = Queries(block);
        Span<Neighbour> own = heaps.Slice(first * stride, ((count - 1) * stride) + found);
        scan.Run((first, count), (0, _rowCount), own, stride, found);
        for (int query = 0; query < count; query++)
            scan.Finish(own.Slice(query * stride, found));
    }

    private (int First, int Count) Queries(int block)
    {
        int first = block * _blockQueries;
        return (first, Math.Min(_blockQueries, _queryCount - first));
    }

    private ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = _threads, CancellationToken = cancellationToken };

    private static int DivideUp(int dividend, int divisor) => (int)(((long)dividend + divisor - 1) / divisor);
}
