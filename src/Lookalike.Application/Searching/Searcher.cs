using Lookalike.Core;
using Lookalike.Models;
using Lookalike.Storage.Sqlite;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Application;

/// <summary>Finds the indexed images that look like a query. Safe to use from many threads.</summary>
public sealed class Searcher
{
    /// <summary>The least results that a search with collapsed hits asks for at a time.</summary>
    private const int LeastDepth = 64;

    private readonly ImageIndex _index;

    /// <summary>Searches an index.</summary>
    /// <param name="index">The index; it stays the caller's.</param>
    public Searcher(ImageIndex index) => _index = index;

    /// <summary>Encodes queries. No index is needed for it, so it can be done while one is being opened.</summary>
    /// <param name="encoder">The encoder of the index's model.</param>
    /// <param name="queries">The queries, of the encoder's shape.</param>
    /// <returns>[queries, latent], row-major.</returns>
    public static float[] Encode(IImageEncoder encoder, IReadOnlyList<QueryImage> queries)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(queries);
        byte[] pixels = new byte[queries.Count * encoder.Description.PixelCount];
        for (int i = 0; i < queries.Count; i++) queries[i].Pixels.Span.CopyTo(pixels.AsSpan(i * encoder.Description.PixelCount, encoder.Description.PixelCount));
        float[] latents = new float[queries.Count * encoder.Description.LatentSize];
        encoder.Encode(pixels, queries.Count, latents);
        return latents;
    }

    /// <summary>Finds indexed images by their keys, to search with.</summary>
    /// <param name="keys">The keys; may be empty.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>A query for each key, in the same order, with the vector that is stored.</returns>
    /// <exception cref="UnknownKeyException">The index holds no image of one of the keys.</exception>
    /// <exception cref="IndexException">It holds one without its vector.</exception>
    public async Task<IReadOnlyList<SearchQuery>> FindAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count == 0) return [];
        var found = new Dictionary<string, SearchQuery>();
        var withVectors = new RecordRetrievalOptions { IncludeVectors = true };
        await foreach (ImageRecord record in _index.Records.GetAsync(keys, withVectors, cancellation).ConfigureAwait(false))
        {
            if (record.Vector.IsEmpty)
            {
                throw new IndexException($"{_index.Path} is damaged: it holds {ImageKey.Shown(record.Key)} without a vector to search with. Encode it again.", _index.Path)
                {
                    Remedy = new Remedy(RemedyKind.Mend, _index.Path),
                };
            }

            found[record.Key] = new SearchQuery { Name = record.Key, Latent = record.Vector, Label = record.Label };
        }

        return [.. keys.Select(key => found.TryGetValue(key, out SearchQuery? query) ? query : throw new UnknownKeyException(key, _index.Path))];
    }

    /// <summary>Draws indexed pictures by a seed, without repetition, to search with.</summary>
    /// <param name="count">How many; fewer where the index holds fewer.</param>
    /// <param name="seed">The seed of the draw. The same pictures in the index and the same seed give the same draw.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>A query for each, with the vector that is stored; the picture itself will be none of its hits.</returns>
    /// <exception cref="IndexException">The index holds no pictures of folders.</exception>
    internal async Task<IReadOnlyList<SearchQuery>> DrawAsync(int count, int seed, CancellationToken cancellation)
    {
        string?[] keys = await _index.Records.ReadColumnAsync<string>(nameof(ImageRecord.Key), cancellation).ConfigureAwait(false);
        string?[] paths = await _index.Records.ReadColumnAsync<string>(nameof(ImageRecord.Path), cancellation).ConfigureAwait(false);
        string[] pictures = [.. keys.Zip(paths).Where(p => p.First is not null && p.Second is not null).Select(p => p.First!).Order(StringComparer.Ordinal)];
        if (pictures.Length == 0) throw new IndexException($"{_index.Path} holds no pictures of a folder to draw from. Index a folder of pictures into it first.", _index.Path);
        new Random(seed).Shuffle(pictures);
        IReadOnlyList<SearchQuery> drawn = await FindAsync([.. pictures.Take(count)], cancellation).ConfigureAwait(false);
        return [.. drawn.Select(q => new SearchQuery { Name = q.Name, Latent = q.Latent, Label = q.Label, LeaveOut = q.Name })];
    }

    /// <summary>Searches with every image.</summary>
    /// <param name="queries">The images.</param>
    /// <param name="latents">What <see cref="Encode"/> made of them.</param>
    /// <param name="top">Hits of a query, at least 1; fewer where the index holds fewer.</param>
    /// <param name="metric">The distance. An approximate search is by the Euclidean distance; one by the cosine is always exact.</param>
    /// <param name="exact">Whether every vector is compared; null to search as the index says.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="ArgumentException">The latents are not as many as the queries, or of another size than the index's vectors.</exception>
    public Task<SearchReport> SearchAsync(
        IReadOnlyList<QueryImage> queries, ReadOnlyMemory<float> latents, int top, SearchMetric metric, bool? exact, CancellationToken cancellation) =>
        SearchAsync(SearchQuery.Of(queries, latents), new SearchOptions { Top = top, Metric = metric, Exact = exact }, cancellation);

    /// <summary>Searches with every query.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="options">What is wanted of each.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>The hits of each query, in the order of the queries.</returns>
    /// <remarks>
    /// While nothing is written, pages of an exact search neither overlap nor leave gaps. With <see cref="SearchOptions.Collapse"/> the index is
    /// searched deeper and deeper until the page is full and no copy of a hit on it can be left; that may be all of the index.
    /// </remarks>
    /// <exception cref="ArgumentException">A latent is of another size than the index's vectors.</exception>
    public async Task<SearchReport> SearchAsync(IReadOnlyList<SearchQuery> queries, SearchOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(options);
        bool everyVector = options.Exact ?? !await _index.IsApproximateAsync(cancellation).ConfigureAwait(false);
        if (!everyVector && options.Metric == SearchMetric.Euclidean) await _index.BuildGraphAsync(progress: null, cancellation).ConfigureAwait(false);
        var search = new SqliteVectorSearchOptions<ImageRecord>
        {
            DistanceFunction = options.Metric == SearchMetric.Cosine ? DistanceFunction.CosineDistance : DistanceFunction.EuclideanDistance,
            Exact = everyVector,
            ScoreThreshold = options.Within,
        };
        if (options.Match is { } pattern) search.Filter = record => pattern.IsMatch(record.Key);
        var results = new List<QueryHits>(queries.Count);
        foreach (SearchQuery query in queries)
        {
            // An array, not memory: a search by a class is compiled ahead of time, by a struct only once it runs.
            float[] latent = query.Latent.ToArray();
            IReadOnlyList<Hit> hits = options.Collapse is { } within
                ? await CollapsedAsync(latent, query.LeaveOut, options, within, search, cancellation).ConfigureAwait(false)
                : await PageAsync(latent, query.LeaveOut, options, search, cancellation).ConfigureAwait(false);
            results.Add(new QueryHits { Query = query.Name, Label = query.Label, Hits = hits });
        }

        return new SearchReport { Metric = options.Metric == SearchMetric.Cosine ? "cosine" : "euclidean", Queries = results };
    }

    private async Task<IReadOnlyList<Hit>> PageAsync(
        float[] latent, string? leaveOut, SearchOptions options, SqliteVectorSearchOptions<ImageRecord> search, CancellationToken cancellation)
    {
        // Where one is left out, it may be on any page before: all of them are ranked, and one more.
        search.Skip = leaveOut is null ? options.Skip : 0;
        int top = leaveOut is null ? options.Top : (int)Math.Min((long)options.Skip + options.Top + 1, int.MaxValue), rank = search.Skip;
        var hits = new List<Hit>();
        await foreach (VectorSearchResult<ImageRecord> result in _index.Records.SearchAsync(latent, top, search, cancellation).ConfigureAwait(false))
        {
            ImageRecord record = result.Record;
            if (record.Key == leaveOut || ++rank <= options.Skip) continue;
            if (hits.Count == options.Top) break;
            hits.Add(new Hit
            {
                Rank = rank,
                Key = record.Key,
                Path = _index.Roots.PathOf(record),
                Label = record.Label,
                Distance = (float)result.Score!.Value,
            });
        }

        return hits;
    }

    private async Task<IReadOnlyList<Hit>> CollapsedAsync(
        float[] latent, string? leaveOut, SearchOptions options, float within, SqliteVectorSearchOptions<ImageRecord> search, CancellationToken cancellation)
    {
        search.IncludeVectors = true;
        int wanted = (int)Math.Min((long)options.Skip + options.Top, int.MaxValue);

        // Each time from the start: a deeper walk of a graph may find others on the way.
        for (int depth = Grown(Math.Max(wanted, LeastDepth)); ; depth = Grown(depth))
        {
            var collapse = new HitCollapse(_index.Roots, options.Metric, within, wanted);
            int seen = 0;
            bool done = false;
            await foreach (VectorSearchResult<ImageRecord> result in _index.Records.SearchAsync(latent, depth, search, cancellation).ConfigureAwait(false))
            {
                seen++;
                if (result.Record.Key == leaveOut) continue;
                done = !collapse.Offer(result);
                if (done) break;
            }

            if (done || seen < depth) return collapse.Hits(options.Skip);
        }

        static int Grown(int depth) => (int)Math.Min(2L * depth, int.MaxValue);
    }
}
