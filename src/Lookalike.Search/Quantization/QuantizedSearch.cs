using System.Buffers;

namespace Lookalike.Search;

/// <summary>
/// Finds the nearest vectors by a copy of the database with one byte a dimension, and ranks those few again by their floats.
/// The copy is a quarter of the database, and a search reads little else. Immutable, so thread-safe.
/// </summary>
/// <remarks>
/// Distances are exact: they have the bits that <see cref="ExactSearch"/> reports. What is found is nearly always what
/// <see cref="ExactSearch"/> finds; a neighbour is missed where rounding to codes put it behind more rows than are ranked again.
/// Codes are round((value - offset of the dimension) / step) with the one step that lets 255 of them span the widest dimension.
/// So one value far outside the others coarsens the codes of all. A vector that holds NaN or an infinity ranks last.
/// A query outside the range of the database, or of length 0 under the cosine, is searched exactly.
/// </remarks>
public sealed class QuantizedSearch
{
    /// <summary>How many times more rows than wanted are ranked again, unless the caller says otherwise.</summary>
    public const int DefaultOversampling = 4;

    /// <summary>Queries that are searched together: enough for every thread, and no more candidates in memory than need be.</summary>
    private const int ChunkQueries = 1024;

    /// <summary>A thread compares codes about twice as fast as floats.</summary>
    private const long WorkPerThread = 2 * ExactSearch.WorkPerThread;

    private readonly RowCodes _rows;

    private QuantizedSearch(RowCodes rows, int count, DistanceMetric metric)
    {
        _rows = rows;
        Count = count;
        Metric = metric;
    }

    /// <summary>The number of vectors.</summary>
    public int Count { get; }

    /// <summary>Floats in a vector, and bytes in its copy.</summary>
    public int Dimension => _rows.Quantizer.Dimension;

    /// <summary>The distance that is ranked by.</summary>
    public DistanceMetric Metric { get; }

    /// <summary>Makes the copy of a database. It holds until the database changes.</summary>
    /// <param name="database">The vectors, [rows, dimension], row-major. Not retained.</param>
    /// <param name="dimension">Floats in a vector, 1 to 32,768.</param>
    /// <param name="metric">
    /// The distance to rank by: <see cref="DistanceMetric.Euclidean"/>, <see cref="DistanceMetric.SquaredEuclidean"/>,
    /// <see cref="DistanceMetric.Cosine"/> or <see cref="DistanceMetric.DotProduct"/>, which adds 4 bytes a row.
    /// </param>
    /// <returns>The copy, ready to search.</returns>
    /// <exception cref="ArgumentException">The database is no whole number of vectors.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="dimension"/> is not in its range, or <paramref name="metric"/> is not defined.
    /// </exception>
    /// <exception cref="NotSupportedException">Codes cannot rank by the metric.</exception>
    public static QuantizedSearch Build(ReadOnlySpan<float> database, int dimension, DistanceMetric metric)
    {
        Vectors.ThrowIfInvalid(database.Length, dimension, nameof(database));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, CodeDistance.MaxDimension);
        VectorDistance.ThrowIfUndefined(metric, nameof(metric));
        if (metric is DistanceMetric.Manhattan or DistanceMetric.Hamming)
        {
            throw new NotSupportedException(
                $"Codes do not rank by the {metric} distance. They do by {DistanceMetric.Euclidean}, {DistanceMetric.SquaredEuclidean}, " +
                $"{DistanceMetric.Cosine} and {DistanceMetric.DotProduct}; {nameof(ExactSearch)} does by all.");
        }

        return new QuantizedSearch(RowCodes.Of(database, dimension, metric), database.Length / dimension, metric);
    }

    /// <summary>Finds the nearest database vectors of every query.</summary>
    /// <param name="database">The vectors that the copy was made of, [rows, dimension], row-major. Not retained.</param>
    /// <param name="queries">The vectors to search for, [queries, dimension], row-major. Not retained.</param>
    /// <param name="top">The neighbours wanted of each query, 1 and up.</param>
    /// <param name="results">
    /// Receives the neighbours, [queries, top], row-major, nearest first; of equal distances the lower position is first.
    /// Only the first so many of each row as the return value says are meaningful. The contents mean nothing if the search throws.
    /// </param>
    /// <param name="oversampling">
    /// How many times more rows than wanted are ranked again by their floats, 1 and up. More finds more and costs more.
    /// </param>
    /// <param name="options">What may be returned and used; null for everything.</param>
    /// <returns>
    /// The neighbours found of each query: <paramref name="top"/>, or the number of allowed positions where that is smaller.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The database is not of the size that the copy was made of, the queries are no whole number of vectors,
    /// <paramref name="results"/> is too short, the bitmap of allowed positions has too few words, or the options' lengths were
    /// made of another number of vectors.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public int Search(
        ReadOnlyMemory<float> database, ReadOnlyMemory<float> queries, int top, Memory<Neighbour> results,
        int oversampling = DefaultOversampling, ExactSearchOptions? options = null)
    {
        options ??= ExactSearchOptions.Default;
        ThrowIfAnother(database.Length);
        Vectors.ThrowIfInvalid(queries.Length, Dimension, nameof(queries));
        ArgumentOutOfRangeException.ThrowIfLessThan(oversampling, 1);
        int queryCount = queries.Length / Dimension;
        ExactSearch.ThrowIfInvalid(top, queryCount, Count, Dimension, results.Length, options);

        options.CancellationToken.ThrowIfCancellationRequested();
        int allowed = new AllowedPositions(options.Allowed.Span).Count(0, Count);
        int kept = (int)Math.Min((long)top * oversampling, allowed);
        for (int first = 0; first < queryCount && kept > 0; first += ChunkQueries)
        {
            int count = Math.Min(ChunkQueries, queryCount - first);
            SearchChunk(
                database, queries.Slice(first * Dimension, count * Dimension), top, kept,
                results.Slice(first * top, count * top), options);
        }

        return Math.Min(top, allowed);
    }

    private void SearchChunk(
        ReadOnlyMemory<float> database, ReadOnlyMemory<float> queries, int top, int kept, Memory<Neighbour> results,
        ExactSearchOptions options)
    {
        int queryCount = queries.Length / Dimension;
        byte[] codes = ArrayPool<byte>.Shared.Rent(queries.Length);
        bool[] covered = ArrayPool<bool>.Shared.Rent(queryCount);
        Neighbour[] candidates = ArrayPool<Neighbour>.Shared.Rent(checked(queryCount * kept));
        try
        {
            int coveredCount = 0;
            for (int query = 0; query < queryCount; query++)
            {
                covered[query] = QueryCodes.TryEncode(
                    Metric, queries.Span.Slice(query * Dimension, Dimension), _rows.Quantizer, codes.AsSpan(query * Dimension, Dimension));
                coveredCount += covered[query] ? 1 : 0;
            }

            if (coveredCount > 0)
            {
                var scan = new QuantizedScan(_rows, codes, database, queries, Metric, results, top, Math.Min(top, kept), options);
                int threads = (int)Math.Clamp((long)queryCount * database.Length / WorkPerThread, 1, options.MaxThreads);
                new ScanPlan(queryCount, Count, threads).Run(scan, kept, candidates, kept, options.CancellationToken);
            }

            for (int query = 0; query < queryCount && coveredCount < queryCount; query++)
            {
                if (!covered[query])
                {
                    ExactSearch.Search(
                        database, Dimension, queries.Slice(query * Dimension, Dimension), top, Metric, results.Slice(query * top, top), options);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(codes);
            ArrayPool<bool>.Shared.Return(covered);
            ArrayPool<Neighbour>.Shared.Return(candidates);
        }
    }

    private void ThrowIfAnother(int length)
    {
        if (length != (long)Count * Dimension)
        {
            throw new ArgumentException(
                $"The database holds {length} floats; the copy was made of {Count} vectors of dimension {Dimension}. " +
                "Make it again when the database changes.",
                "database");
        }
    }
}
