using Lookalike.Search.Distances;
using Lookalike.Search.Evaluation;
using Lookalike.Search.Tests.Exact;

namespace Lookalike.Search.Tests.Evaluation;

/// <summary>The measures as the definitions say, from brute-force rankings.</summary>
internal static class NaiveEvaluation
{
    public static RetrievalQuality Evaluate(
        float[] database, byte[] databaseLabels, float[] queries, byte[] queryLabels, int dimension, DistanceMetric metric)
    {
        int rows = databaseLabels.Length;
        var relevances = new List<bool[]>();
        for (int query = 0; query < queryLabels.Length; query++)
        {
            relevances.Add([.. BruteForce.Search(database, dimension, queries.AsSpan(query * dimension, dimension), rows, metric)
                .Select(n => databaseLabels[n.Position] == queryLabels[query])]);
        }

        return new RetrievalQuality
        {
            MeanAveragePrecision = relevances.Average(r => AveragePrecision(r)),
            MeanAveragePrecisionAt1000 = relevances.Average(r => AveragePrecision([.. r.Take(1000)])),
            PrecisionAt10 = relevances.Average(r => r.Take(10).Average(relevant => relevant ? 1d : 0)),
            PrecisionAt1 = relevances.Average(r => r[0] ? 1d : 0),
            Queries = queryLabels.Length,
            Database = rows,
        };
    }

    private static double AveragePrecision(bool[] relevance)
    {
        double[] precisions = [.. Enumerable.Range(1, relevance.Length)
            .Where(rank => relevance[rank - 1])
            .Select(rank => relevance.Take(rank).Count(relevant => relevant) / (double)rank)];
        return precisions.Length == 0 ? 0 : precisions.Average();
    }
}
