using Lookalike.Search.Distances;

namespace Lookalike.Search.Exact;

/// <summary>
/// Finds the nearest vectors by comparing the query with every one. The result is exact: what a sort of all distances, ties by
/// position, would put first. Thread-safe.
/// </summary>
public static class ExactSearch
{
    /// <summary>Multiply-adds that pay for waking a thread: about a third of a millisecond.</summary>
    internal const long WorkPerThread = 1 << 22;

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
    /// The memory used beside <paramref name="results"/> does not grow with the database, and a search that runs on one thread
    /// allocates none.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A length is no multiple of <paramref name="dimension"/>, <paramref name="results"/> is too short, the bitmap of allowed
    /// positions has too few words, or the options' lengths were made of another number of vectors.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or <paramref name="metric"/> is not defined.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static int Search(
        ReadOnlyMemory<float> database, int dimension, ReadOnlyMemory<float> queries, int top, DistanceMetric metric,
        Memory<Neighbour> results, ExactSearchOptions? options = null)
    {
        options ??= ExactSearchOptions.Default;
        Vectors.ThrowIfInvalid(database.Length, dimension, nameof(database));
        Vectors.ThrowIfInvalid(queries.Length, dimension, nameof(queries));
        VectorDistance.ThrowIfUndefined(metric, nameof(metric));
        int rowCount = database.Length / dimension;
        int queryCount = queries.Length / dimension;
        ThrowIfInvalid(top, queryCount, rowCount, dimension, results.Length, options);

        options.CancellationToken.ThrowIfCancellationRequested();
        int found = Math.Min(top, new AllowedPositions(options.Allowed.Span).Count(0, rowCount));
        if (found == 0 || queryCount == 0)
            return found;

        var scan = new ExactScan(database, queries, dimension, metric, options);
        long work = (long)queryCount * rowCount * dimension;
        int threads = (int)Math.Clamp(work / WorkPerThread, 1, options.MaxThreads);
        new ScanPlan(queryCount, rowCount, threads).Run(scan, found, results, top, options.CancellationToken);
        return found;
    }

    internal static void ThrowIfInvalid(
        int top, int queryCount, int rowCount, int dimension, int resultCount, ExactSearchOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxThreads, 1, nameof(options));
        ThrowIfTooShort(resultCount, queryCount, top);
        AllowedPositions.ThrowIfTooFewWords(options.Allowed.Length, rowCount, nameof(options));
        if (options.RowLengths is { } lengths && (lengths.Count != rowCount || lengths.Dimension != dimension))
        {
            throw new ArgumentException(
                $"The lengths were made of {lengths.Count} rows of dimension {lengths.Dimension}; " +
                $"the database has {rowCount} of dimension {dimension}. Make them again when the database changes.",
                nameof(options));
        }
    }

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
