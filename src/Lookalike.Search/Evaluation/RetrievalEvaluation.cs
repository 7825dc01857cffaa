using System.Buffers;
using Lookalike.Core;
using Lookalike.Search.Distances;

namespace Lookalike.Search.Evaluation;

/// <summary>Measures how well distances bring images of the query's class to the front. Labels are read here and nowhere else.</summary>
public static class RetrievalEvaluation
{
    /// <summary>Queries whose distances are computed together.</summary>
    private const int MaxBlockQueries = 16;

    /// <summary>Distances that a thread holds at a time, 16 MiB, as far as one query allows.</summary>
    private const int BlockDistances = 1 << 22;

    /// <summary>Ranks the whole database for every query and measures the rankings. Ties are broken by database position.</summary>
    /// <param name="database">The vectors to rank, [rows, dimension], row-major, at least one. Not retained.</param>
    /// <param name="databaseLabels">A class for each row.</param>
    /// <param name="queries">The vectors to rank by, [queries, dimension], row-major, at least one. Not retained.</param>
    /// <param name="queryLabels">A class for each query; the rows of this class are the relevant ones.</param>
    /// <param name="dimension">Floats in a vector, 1 and up.</param>
    /// <param name="metric">The distance to rank by.</param>
    /// <param name="progress">
    /// Told how many queries are done, after each block of them; the numbers rise. Called from the threads that do the work, one
    /// call at a time. Null for no reports.
    /// </param>
    /// <param name="cancellationToken">Ends the evaluation early.</param>
    /// <returns>
    /// The means over the queries. The same on every run, however many threads there are. A query that is itself in the database
    /// finds itself.
    /// </returns>
    /// <remarks>
    /// Runs on all processors. Each thread holds 20 bytes for each row and some MiB; the matrix of all distances is never in memory.
    /// A distance that is not a number counts as positive infinity. For average precision see Manning, Raghavan and Schütze,
    /// Introduction to Information Retrieval (2008), section 8.4.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// There are no rows or no queries, a length is no multiple of <paramref name="dimension"/>, or the labels are more or fewer
    /// than the vectors.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="dimension"/> is below 1, or <paramref name="metric"/> is not defined.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static RetrievalQuality Evaluate(
        ReadOnlyMemory<float> database, ReadOnlyMemory<byte> databaseLabels,
        ReadOnlyMemory<float> queries, ReadOnlyMemory<byte> queryLabels,
        int dimension, DistanceMetric metric, IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        int rows = CountLabelled(database.Length, databaseLabels.Length, dimension, nameof(database), nameof(databaseLabels));
        int queryCount = CountLabelled(queries.Length, queryLabels.Length, dimension, nameof(queries), nameof(queryLabels));
        VectorDistance.ThrowIfUndefined(metric, nameof(metric));
        var data = new RetrievalData
        {
            Database = database,
            DatabaseLabels = Array.ConvertAll(databaseLabels.ToArray(), label => (int)label),
            Queries = queries,
            QueryLabels = Array.ConvertAll(queryLabels.ToArray(), label => (int)label),
            Dimension = dimension,
        };
        return RetrievalQuality.MeanOf(EvaluateEach(data, metric, progress, cancellationToken), rows);
    }

    /// <summary>The measures of each query, in their order.</summary>
    /// <param name="data">The vectors, at least one of each, as many labels as vectors.</param>
    /// <param name="metric">The distance to rank by.</param>
    /// <param name="progress">Told how many queries are done, as by <see cref="Evaluate"/>; or null.</param>
    /// <param name="cancellationToken">Ends the evaluation early.</param>
    internal static QueryQuality[] EvaluateEach(
        RetrievalData data, DistanceMetric metric, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int dimension = data.Dimension, rows = data.DatabaseLabels.Length, queryCount = data.QueryLabels.Length;
        var rowInverseLengths = new double[metric == DistanceMetric.Cosine ? rows : 0];
        RankingDistances.Prepare(metric, data.Database.Span, dimension, rowInverseLengths);
        int blockQueries = Math.Clamp(BlockDistances / rows, 1, MaxBlockQueries);
        int blocks = (int)(((long)queryCount + blockQueries - 1) / blockQueries);
        var qualities = new QueryQuality[queryCount];
        var reporting = new Lock();
        int done = 0;
        Parallel.For(0, blocks, new ParallelOptions { CancellationToken = cancellationToken }, () => new RelevanceRanking(rows), (block, _, ranking) =>
        {
            int first = block * blockQueries;
            int count = Math.Min(blockQueries, queryCount - first);
            float[] buffer = ArrayPool<float>.Shared.Rent(count * rows);
            Span<float> distances = buffer.AsSpan(0, count * rows);
            RankingDistances.Compute(
                metric, data.Queries.Span.Slice(first * dimension, count * dimension), data.Database.Span, dimension, rowInverseLengths, distances);
            for (int i = 0; i < count; i++)
            {
                int own = data.OwnRows.IsEmpty ? RetrievalData.NoRow : data.OwnRows.Span[first + i];
                ranking.Rank(distances.Slice(i * rows, rows), data.DatabaseLabels.Span, data.QueryLabels.Span[first + i], own);
                qualities[first + i] = QueryQuality.Of(ranking, own == RetrievalData.NoRow ? rows : rows - 1) with
                {
                    NearestRow = NearestRow(distances.Slice(i * rows, rows), own),
                };
            }

            ArrayPool<float>.Shared.Return(buffer);
            lock (reporting)
            {
                done += count;
                progress?.Report(new Progress("ranking", done, queryCount));
            }

            return ranking;
        }, _ => { });
        return qualities;
    }

    /// <summary>The row that is ranked first, by the rules of <see cref="RelevanceRanking"/>.</summary>
    private static int NearestRow(ReadOnlySpan<float> distances, int own)
    {
        int nearest = RetrievalData.NoRow;
        float minimum = float.PositiveInfinity;
        for (int row = 0; row < distances.Length; row++)
        {
            if (row == own || (nearest != RetrievalData.NoRow && !(distances[row] < minimum))) continue;
            nearest = row;
            if (!float.IsNaN(distances[row])) minimum = distances[row];
        }

        return nearest;
    }

    private static int CountLabelled(int floats, int labels, int dimension, string vectorsParameter, string labelsParameter)
    {
        Vectors.ThrowIfInvalid(floats, dimension, vectorsParameter);
        int count = floats / dimension;
        if (count == 0)
            throw new ArgumentException($"{vectorsParameter} is empty; there is nothing to measure.", vectorsParameter);
        if (labels != count)
        {
            throw new ArgumentException(
                $"{labelsParameter} holds {labels} labels for {count} vectors. Pass one label for each vector, in the same order.",
                labelsParameter);
        }

        return count;
    }
}
