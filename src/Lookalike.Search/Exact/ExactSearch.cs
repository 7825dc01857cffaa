using System.Runtime.CompilerServices;
namespace Lookalike.Search;

/// <summary>
/// Finds the nearest vectors by comparing the query with every one. The result is exact: what a sort of all distances, ties by
/// position, would put first. Thread-safe.
/// </summary>
public static class ExactSearch
{
    /// <summary>Multiply-adds that pay for waking a thread.</summary>
    private const long WorkPerThread = 1 << 20;

    /// <summary>Finds the nearest database vectors of every query.</summary>
    /// <param name="database">The vectors to search, [rows, dimension], row-major. Not retained.</param>
    /// <param name="dimension">Floats in a vector, 1 and up.</param>
    /// <param name="queries">The vectors to search for, [queries, dimension], row-major. Not retained.</param>
    /// <param name="top">The neighbours wanted of each query, 1 and up.</param>
    /// <param name="metric">The distance to rank by.</param>
    /// <param name="results">
    /// Receives the neighbours, [queries, top], row-major, nearest first; of equal distances the lower position is first.
    /// Only the first so many of each row as the return value says are meaningful. The contents mean nothing if the search throws.
    /// </param>
    /// <param name="options">What may be returned and used; null for everything.</param>
    /// <returns>
    /// The neighbours found of each query: <paramref name="top"/>, or the number of allowed positions where that is smaller.
    /// </returns>
    /// <remarks>
    /// <see cref="DistanceMetric.Euclidean"/> ranks by the squared distance and reports its root. A distance that is not a number
    /// (a vector holds NaN, or both infinities) counts as positive infinity.
    /// The memory used beside <paramref name="results"/> does not grow with the database.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A length is no multiple of <paramref name="dimension"/>, <paramref name="results"/> is too short, or the bitmap of allowed
    /// positions has too few words.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or <paramref name="metric"/> is not defined.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static int Search(
        ReadOnlyMemory<float> database, int dimension, ReadOnlyMemory<float> queries, int top, DistanceMetric metric,
        Memory<Neighbour> results, ExactSearchOptions? options = null)
    {
        options ??= new ExactSearchOptions();
        Vectors.ThrowIfInvalid(database.Length, dimension, nameof(database));
        Vectors.ThrowIfInvalid(queries.Length, dimension, nameof(queries));
        VectorDistance.ThrowIfUndefined(metric, nameof(metric));
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxThreads, 1, nameof(options));
        int rowCount = database.Length / dimension;
        int queryCount = queries.Length / dimension;
        ThrowIfTooShort(results.Length, queryCount, top);
        AllowedPositions.ThrowIfTooFewWords(options.Allowed.Length, rowCount, nameof(options));

        options.CancellationToken.ThrowIfCancellationRequested();
        int found = Math.Min(top, new AllowedPositions(options.Allowed.Span).Count(0, rowCount));
        if (found == 0 || queryCount == 0)
            return found;

        var scan = new ExactScan(database, queries, dimension, metric, options.Allowed, options.CancellationToken);
        long work = (long)queryCount * rowCount * dimension;
        int threads = (int)Math.Clamp(work / WorkPerThread, 1, options.MaxThreads);
        int blockQueries = Math.Min(ExactScan.MaxQueries, DivideUp(queryCount, threads));
        int blocks = DivideUp(queryCount, blockQueries);
        int parts = Math.Min(DivideUp(threads, blocks), rowCount);
        if (parts == 1)
        {
            Run(blocks, threads, block =>
            {
                int first = block * blockQueries;
                int count = Math.Min(blockQueries, queryCount - first);
                Span<Neighbour> own = results.Span.Slice(first * top, count * top);
                scan.Run(first, count, 0, rowCount, own, top, found);
                for (int query = 0; query < count; query++)
                    Finish(own.Slice(query * top, found), metric);
            }, options.CancellationToken);
            return found;
        }

        // Fewer blocks of queries than threads: the database is parted too, and what the parts found is merged.
        int partRows = DivideUp(rowCount, parts);
        parts = DivideUp(rowCount, partRows);
        var partial = new Neighbour[checked(parts * queryCount * found)];
        var partFound = new int[parts * blocks];
        Run(parts * blocks, threads, item =>
        {
            (int part, int block) = Math.DivRem(item, blocks);
            int first = block * blockQueries;
            int count = Math.Min(blockQueries, queryCount - first);
            int firstRow = part * partRows;
            partFound[item] = scan.Run(
                first, count, firstRow, Math.Min(partRows, rowCount - firstRow),
                partial.AsSpan(((part * queryCount) + first) * found, count * found), found, found);
        }, options.CancellationToken);
        for (int query = 0; query < queryCount; query++)
        {
            Span<Neighbour> own = results.Span.Slice(query * top, found);
            var heap = new NeighbourHeap(own, 0);
            for (int part = 0; part < parts; part++)
            {
                int count = partFound[(part * blocks) + (query / blockQueries)];
                foreach (Neighbour neighbour in partial.AsSpan(((part * queryCount) + query) * found, count))
                    heap.Offer(neighbour);
            }

            Finish(own, metric);
        }

        return found;
    }

    private static void Run(int items, int threads, Action<int> body, CancellationToken cancellation)
    {
        if (items == 1 || threads == 1)
        {
            for (int item = 0; item < items; item++)
                body(item);
            return;
        }

        RunInParallel(items, threads, body, cancellation);
    }

    // Apart, so that a search on one thread does not load the library of parallel loops.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunInParallel(int items, int threads, Action<int> body, CancellationToken cancellation) =>
        Parallel.For(0, items, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, body);

    private static void Finish(Span<Neighbour> neighbours, DistanceMetric metric)
    {
        neighbours.Sort(NeighbourHeap.Compare);
        for (int i = 0; i < neighbours.Length; i++)
            neighbours[i] = new Neighbour(neighbours[i].Position, RankingDistances.Report(metric, neighbours[i].Distance));
    }

    private static int DivideUp(int dividend, int divisor) => (int)(((long)dividend + divisor - 1) / divisor);

    private static void ThrowIfTooShort(int length, int queryCount, int top)
    {
        if (length < (long)queryCount * top)
        {
            throw new ArgumentException(
                $"The results have room for {length} neighbours; {queryCount} queries with {top} each need {(long)queryCount * top}.",
                "results");
        }
    }
}
