using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Index.Reading;

namespace Lookalike.Application.Evaluating;

/// <summary>Measures what an approximate search misses.</summary>
internal static class GraphRecall
{
    private const int Top = 10;

    /// <summary>The share of the ten nearest images that an approximate search finds, mean over the queries; null where there is no graph.</summary>
    /// <param name="index">The index.</param>
    /// <param name="queries">[queries, dimension] floats.</param>
    /// <param name="dimension">Floats in a vector.</param>
    /// <param name="progress">Told how many queries are done, and of how many; or null.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    public static async Task<double?> MeasureAsync(
        ImageIndex index, float[] queries, int dimension, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        if (!await index.BuildGraphAsync(progress: null, cancellationToken).ConfigureAwait(false)) return null;
        int right = 0, all = 0, count = queries.Length / dimension;
        for (int i = 0; i < count; i++)
        {
            float[] query = queries[(i * dimension)..((i + 1) * dimension)];
            HashSet<string> truth = await NearestAsync(index, query, exact: true, cancellationToken).ConfigureAwait(false);
            HashSet<string> found = await NearestAsync(index, query, exact: false, cancellationToken).ConfigureAwait(false);
            all += truth.Count;
            truth.IntersectWith(found);
            right += truth.Count;
            progress?.Report(new Progress("evaluating approximate", i + 1, count));
        }

        return all == 0 ? 1 : (double)right / all;
    }

    private static async Task<HashSet<string>> NearestAsync(ImageIndex index, float[] query, bool exact, CancellationToken cancellationToken)
    {
        var wanted = new IndexQuery { Latent = query, Top = Top, Exact = exact };
        return [.. (await index.Store.SearchAsync(wanted, cancellationToken).ConfigureAwait(false)).Select(hit => hit.Record.Key)];
    }
}
