using Lookalike.Storage.Sqlite;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Application;

/// <summary>Measures what an approximate search misses.</summary>
internal static class GraphRecall
{
    private const int Top = 10;

    /// <summary>The share of the ten nearest images that an approximate search finds, mean over the queries; null where there is no graph.</summary>
    /// <param name="index">The index.</param>
    /// <param name="queries">[queries, dimension] floats.</param>
    /// <param name="dimension">Floats in a vector.</param>
    /// <param name="progress">Told how many queries are done; or null.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    public static async Task<double?> MeasureAsync(ImageIndex index, float[] queries, int dimension, Action<int>? progress, CancellationToken cancellation)
    {
        if (!await index.BuildGraphAsync(progress: null, cancellation).ConfigureAwait(false)) return null;
        int right = 0, all = 0, count = queries.Length / dimension;
        for (int i = 0; i < count; i++)
        {
            float[] query = queries[(i * dimension)..((i + 1) * dimension)];
            HashSet<string> truth = await NearestAsync(index, query, exact: true, cancellation).ConfigureAwait(false);
            HashSet<string> found = await NearestAsync(index, query, exact: false, cancellation).ConfigureAwait(false);
            all += truth.Count;
            truth.IntersectWith(found);
            right += truth.Count;
            progress?.Invoke(i + 1);
        }

        return all == 0 ? 1 : (double)right / all;
    }

    private static async Task<HashSet<string>> NearestAsync(ImageIndex index, float[] query, bool exact, CancellationToken cancellation)
    {
        var options = new SqliteVectorSearchOptions<ImageRecord> { Exact = exact };
        HashSet<string> keys = [];
        await foreach (VectorSearchResult<ImageRecord> hit in index.Records.SearchAsync(query, Top, options, cancellation).ConfigureAwait(false)) keys.Add(hit.Record.Key);
        return keys;
    }
}
