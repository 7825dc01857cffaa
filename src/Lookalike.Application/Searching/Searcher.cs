using Lookalike.Models;
using Lookalike.Storage.Sqlite;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Application;

/// <summary>Finds the indexed images that look like a query. Safe to use from many threads.</summary>
public sealed class Searcher
{
    private readonly ImageIndex _index;
    private readonly Encoder _encoder;

    /// <summary>Joins an index and the encoder of its model; both stay the caller's.</summary>
    /// <param name="index">The index.</param>
    /// <param name="encoder">The encoder whose fingerprint the index has.</param>
    public Searcher(ImageIndex index, Encoder encoder) => (_index, _encoder) = (index, encoder);

    /// <summary>Searches with every query, exactly.</summary>
    /// <param name="queries">The queries, of the encoder's shape.</param>
    /// <param name="top">Hits of a query, at least 1; fewer where the index holds fewer.</param>
    /// <param name="metric">The distance.</param>
    /// <param name="cancellation">Stops the search.</param>
    public async Task<SearchReport> SearchAsync(IReadOnlyList<QueryImage> queries, int top, SearchMetric metric, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(queries);
        var options = new SqliteVectorSearchOptions<ImageRecord>
        {
            DistanceFunction = metric == SearchMetric.Cosine ? DistanceFunction.CosineDistance : DistanceFunction.EuclideanDistance,
        };
        float[] latents = Encode(queries);
        var results = new List<QueryHits>(queries.Count);
        for (int i = 0; i < queries.Count; i++)
        {
            var hits = new List<Hit>(top);
            ReadOnlyMemory<float> latent = latents.AsMemory(i * _encoder.LatentSize, _encoder.LatentSize);
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

    private float[] Encode(IReadOnlyList<QueryImage> queries)
    {
        int size = _encoder.Channels * _encoder.Height * _encoder.Width;
        byte[] pixels = new byte[queries.Count * size];
        for (int i = 0; i < queries.Count; i++) queries[i].Pixels.Span.CopyTo(pixels.AsSpan(i * size, size));
        float[] latents = new float[queries.Count * _encoder.LatentSize];
        _encoder.Encode(pixels, queries.Count, latents);
        return latents;
    }
}
