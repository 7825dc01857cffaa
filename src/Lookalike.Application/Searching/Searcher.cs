using Lookalike.Models;
using Lookalike.Storage.Sqlite;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Application;

/// <summary>Finds the indexed images that look like a query. Safe to use from many threads.</summary>
public sealed class Searcher
{
    private readonly ImageIndex _index;

    /// <summary>Searches an index.</summary>
    /// <param name="index">The index; it stays the caller's.</param>
    public Searcher(ImageIndex index) => _index = index;

    /// <summary>Encodes queries. No index is needed for it, so it can be done while one is being opened.</summary>
    /// <param name="encoder">The encoder of the index's model.</param>
    /// <param name="queries">The queries, of the encoder's shape.</param>
    /// <returns>[queries, latent], row-major.</returns>
    public static float[] Encode(Encoder encoder, IReadOnlyList<QueryImage> queries)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(queries);
        byte[] pixels = new byte[queries.Count * encoder.PixelCount];
        for (int i = 0; i < queries.Count; i++) queries[i].Pixels.Span.CopyTo(pixels.AsSpan(i * encoder.PixelCount, encoder.PixelCount));
        float[] latents = new float[queries.Count * encoder.LatentSize];
        encoder.Encode(pixels, queries.Count, latents);
        return latents;
    }

    /// <summary>Searches with every query.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="latents">What <see cref="Encode"/> made of them.</param>
    /// <param name="top">Hits of a query, at least 1; fewer where the index holds fewer.</param>
    /// <param name="metric">The distance. An approximate search is by the Euclidean distance; one by the cosine is always exact.</param>
    /// <param name="exact">Whether every vector is compared; null to search as the index says.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="ArgumentException">The latents are not as many as the queries, or of another size than the index's vectors.</exception>
    public async Task<SearchReport> SearchAsync(
        IReadOnlyList<QueryImage> queries, ReadOnlyMemory<float> latents, int top, SearchMetric metric, bool? exact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(queries);
        bool everyVector = exact ?? !await _index.IsApproximateAsync(cancellation).ConfigureAwait(false);
        if (!everyVector && metric == SearchMetric.Euclidean) await _index.BuildGraphAsync(progress: null, cancellation).ConfigureAwait(false);
        var options = new SqliteVectorSearchOptions<ImageRecord>
        {
            DistanceFunction = metric == SearchMetric.Cosine ? DistanceFunction.CosineDistance : DistanceFunction.EuclideanDistance,
            Exact = everyVector,
        };
        int size = latents.Length / Math.Max(1, queries.Count);
        if (size * queries.Count != latents.Length) throw new ArgumentException($"Expected a latent for each of {queries.Count} queries, found {latents.Length} values.", nameof(latents));
        var results = new List<QueryHits>(queries.Count);
        for (int i = 0; i < queries.Count; i++)
        {
            var hits = new List<Hit>();

            // An array, not memory: a search by a class is compiled ahead of time, by a struct only once it runs.
            float[] latent = latents.Slice(i * size, size).ToArray();
            await foreach (VectorSearchResult<ImageRecord> result in _index.Records.SearchAsync(latent, top, options, cancellation).ConfigureAwait(false))
            {
                hits.Add(new Hit
                {
                    Rank = hits.Count + 1,
                    Key = result.Record.Key,
                    Label = result.Record.Label,
                    Distance = (float)result.Score!.Value,
                });
            }

            results.Add(new QueryHits { Query = queries[i].Name, Label = queries[i].Label, Hits = hits });
        }

        return new SearchReport { Metric = metric == SearchMetric.Cosine ? "cosine" : "euclidean", Queries = results };
    }
}
