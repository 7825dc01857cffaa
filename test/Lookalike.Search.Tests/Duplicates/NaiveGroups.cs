using Lookalike.Search.Distances;

namespace Lookalike.Search.Tests.Duplicates;

/// <summary>The groups that need no proof: every pair on its own, then a walk along the near ones.</summary>
internal static class NaiveGroups
{
    public static int[][] Find(float[] vectors, int dimension, float within, DistanceMetric metric, Func<int, bool>? allowed = null)
    {
        int count = vectors.Length / dimension;
        bool[] seen = new bool[count];
        var groups = new List<int[]>();
        for (int i = 0; i < count; i++)
        {
            if (seen[i] || !Takes(i)) continue;
            seen[i] = true;
            var group = new List<int> { i };
            for (int next = 0; next < group.Count; next++)
            {
                for (int other = 0; other < count; other++)
                {
                    if (seen[other] || !Takes(other) || !(Distance(Math.Min(group[next], other), Math.Max(group[next], other)) <= within)) continue;
                    seen[other] = true;
                    group.Add(other);
                }
            }

            if (group.Count > 1) groups.Add([.. group.Order()]);
        }

        return [.. groups];

        bool Takes(int position) => allowed?.Invoke(position) ?? true;
        float Distance(int left, int right) =>
            VectorDistance.Compute(metric, vectors.AsSpan(left * dimension, dimension), vectors.AsSpan(right * dimension, dimension));
    }
}
