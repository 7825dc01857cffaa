using Lookalike.Search.Distances;
using Lookalike.Search.Exact;

namespace Lookalike.Search.Tests.Exact;

/// <summary>The search that needs no proof: every distance on its own, then a sort.</summary>
internal static class BruteForce
{
    public static Neighbour[] Search(
        float[] database, int dimension, ReadOnlySpan<float> query, int top, DistanceMetric metric, Func<int, bool>? allowed = null)
    {
        DistanceMetric ranking = metric == DistanceMetric.Euclidean ? DistanceMetric.SquaredEuclidean : metric;
        var all = new List<Neighbour>();
        for (int row = 0; row < database.Length / dimension; row++)
        {
            if (allowed?.Invoke(row) ?? true)
            {
                float distance = VectorDistance.Compute(ranking, database.AsSpan(row * dimension, dimension), query);
                all.Add(new Neighbour(row, float.IsNaN(distance) ? float.PositiveInfinity : distance));
            }
        }

        return [.. all.OrderBy(n => n.Distance).ThenBy(n => n.Position).Take(top)
            .Select(n => metric == DistanceMetric.Euclidean ? new Neighbour(n.Position, MathF.Sqrt(n.Distance)) : n)];
    }
}
