namespace Lookalike.Search;

/// <summary>A search that <see cref="ScanPlan"/> parts among threads. Its methods run on many threads at once.</summary>
internal interface IRowScan
{
    /// <summary>Collects the nearest allowed rows of a range for each query of a block, on the calling thread.</summary>
    /// <param name="firstQuery">The block's first query.</param>
    /// <param name="queryCount">Queries in the block, 1 to <see cref="ScanPlan.MaxQueries"/>.</param>
    /// <param name="firstRow">The first position of the range.</param>
    /// <param name="rowCount">Positions in the range.</param>
    /// <param name="heaps">Room for the neighbours: query i of the block gets [i * stride, i * stride + capacity).</param>
    /// <param name="stride">From one query's room to the next query's.</param>
    /// <param name="capacity">The most neighbours a query keeps, at least 1.</param>
    /// <returns>The neighbours found, the same number for each query. They are in the order of a heap.</returns>
    int Run(int firstQuery, int queryCount, int firstRow, int rowCount, Span<Neighbour> heaps, int stride, int capacity);

    /// <summary>Takes what was found of one query in the whole database, in the order of a heap. Called once for each query.</summary>
    void Finish(int query, Span<Neighbour> nearest);
}
