using System.Diagnostics;
using Lookalike.Core;
using Lookalike.Search.Distances;
using Lookalike.Search.Evaluation;

namespace Lookalike.Application.Evaluating;

/// <summary>Measures vectors by the classes of their images: over all queries, by class, and which queries do worst.</summary>
internal static class LabelledMeasure
{
    /// <summary>The queries that are named for doing worst.</summary>
    private const int WorstCount = 10;

    /// <summary>What is told of each that is found for it.</summary>
    private const int HitCount = 8;

    /// <summary>Measures.</summary>
    /// <param name="vectors">What is measured.</param>
    /// <param name="metric">The distance.</param>
    /// <param name="start">The time stamp of when the making of the vectors began.</param>
    /// <param name="progress">Told how many queries are done; or null.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    public static EvaluationReport Run(
        LabelledVectors vectors, DistanceMetric metric, long start, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        int queries = vectors.Data.QueryLabels.Length, rows = vectors.Data.DatabaseLabels.Length;
        var part = progress is null ? null : new PartProgress(progress, $"evaluating {vectors.Name}", before: 0, queries);
        QueryQuality[] each = RetrievalEvaluation.EvaluateEach(vectors.Data, metric, part, cancellationToken);
        RetrievalQuality mean = RetrievalQuality.MeanOf(each, vectors.Data.OwnRows.IsEmpty ? rows : rows - 1);
        return new EvaluationReport
        {
            Vectors = vectors.Name,
            MeanAveragePrecision = mean.MeanAveragePrecision,
            MeanAveragePrecisionAt1000 = mean.MeanAveragePrecisionAt1000,
            PrecisionAt10 = mean.PrecisionAt10,
            PrecisionAt1 = mean.PrecisionAt1,
            Queries = mean.Queries,
            Database = mean.Database,
            Metric = metric.Word(),
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
            ApproximateRecallAt10 = vectors.ApproximateRecall,
            Classes = vectors.Keys is null ? null : ByClass(vectors, each),
            Worst = vectors.Keys is null ? null : Worst(vectors, each, metric),
            QueryNames = vectors.Queries ?? [],
            Outcomes = [.. each.Select(query => query.PrecisionAt1 > 0)],
        };
    }

    private static ClassQuality[] ByClass(LabelledVectors vectors, QueryQuality[] each) =>
    [
        .. Enumerable.Range(0, each.Length).GroupBy(query => vectors.Data.QueryLabels.Span[query]).OrderBy(group => group.Key).Select(group => new ClassQuality
        {
            Class = vectors.Classes[group.Key],
            Queries = group.Count(),
            MeanAveragePrecision = group.Average(query => each[query].AveragePrecision),
            PrecisionAt10 = group.Average(query => each[query].PrecisionAt10),
            PrecisionAt1 = group.Average(query => each[query].PrecisionAt1),
            FirstHits = new(group.CountBy(query => ClassOfNearest(vectors, each[query])).OrderByDescending(count => count.Value)
                .ThenBy(count => count.Key, StringComparer.Ordinal)),
        }),
    ];

    private static WorstQuery[] Worst(LabelledVectors vectors, QueryQuality[] each, DistanceMetric metric) =>
    [
        .. Enumerable.Range(0, each.Length).OrderBy(query => each[query].AveragePrecision).Take(WorstCount).Select(query => new WorstQuery
        {
            Query = vectors.Queries![query],
            Class = vectors.Classes[vectors.Data.QueryLabels.Span[query]],
            AveragePrecision = each[query].AveragePrecision,
            PrecisionAt10 = each[query].PrecisionAt10,
            Hits = Nearest(vectors, query, metric),
            Position = query,
        }),
    ];

    private static WorstQueryHit[] Nearest(LabelledVectors vectors, int query, DistanceMetric metric)
    {
        RetrievalData data = vectors.Data;
        int rows = data.DatabaseLabels.Length, own = data.OwnRows.IsEmpty ? RetrievalData.NoRow : data.OwnRows.Span[query];
        double[] inverseLengths = new double[metric == DistanceMetric.Cosine ? rows : 0];
        float[] distances = new float[rows];
        RankingDistances.Prepare(metric, data.Database.Span, data.Dimension, inverseLengths);
        ReadOnlySpan<float> latent = data.Queries.Span.Slice(query * data.Dimension, data.Dimension);
        RankingDistances.Compute(metric, latent, data.Database.Span, data.Dimension, inverseLengths, distances);
        return
        [
            .. Enumerable.Range(0, rows).Where(row => row != own).OrderBy(row => distances[row]).Take(HitCount)
                .Select(row => new WorstQueryHit(vectors.Keys![row], vectors.Classes[data.DatabaseLabels.Span[row]], distances[row])),
        ];
    }

    private static string ClassOfNearest(LabelledVectors vectors, QueryQuality query) => vectors.Classes[vectors.Data.DatabaseLabels.Span[query.NearestRow]];
}
