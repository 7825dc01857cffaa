using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Index;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;
using Lookalike.Models.Encoders;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Searching;

/// <summary>Finds the indexed images that look like a query. Safe to use from many threads.</summary>
internal sealed class Searcher
{
    /// <summary>The least results that a search with collapsed hits asks for at a time.</summary>
    private const int MinDepth = 64;

    private readonly ImageIndex _index;

    /// <summary>Searches an index.</summary>
    /// <param name="index">The index; it stays the caller's.</param>
    public Searcher(ImageIndex index) => _index = index;

    /// <summary>Encodes queries. No index is needed for it, so it can be done while one is being opened.</summary>
    /// <param name="encoder">The encoder of the index's model.</param>
    /// <param name="queries">The queries, of the encoder's shape.</param>
    /// <returns>[views, latent], row-major: of each query the image itself, then its other views.</returns>
    public static float[] Encode(IImageEncoder encoder, IReadOnlyList<QueryImage> queries)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(queries);
        ReadOnlyMemory<byte>[] views = [.. queries.SelectMany(query => query.OtherViews.Prepend(query.Pixels))];
        byte[] pixels = new byte[views.Length * encoder.Description.PixelCount];
        for (int i = 0; i < views.Length; i++) views[i].Span.CopyTo(pixels.AsSpan(i * encoder.Description.PixelCount, encoder.Description.PixelCount));
        float[] latents = new float[views.Length * encoder.Description.LatentSize];
        encoder.Encode(pixels, views.Length, latents);
        return latents;
    }

    /// <summary>Finds indexed images by their keys, to search with.</summary>
    /// <param name="keys">The keys; may be empty.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>A query for each key, in the same order, with the vector that is stored.</returns>
    /// <exception cref="UnknownKeyException">The index holds no image of one of the keys.</exception>
    /// <exception cref="IndexException">It holds one without its vector.</exception>
    public async Task<IReadOnlyList<SearchQuery>> FindAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count == 0) return [];
        var found = new Dictionary<string, SearchQuery>();
        foreach (ImageRecord record in await _index.Store.GetAsync(keys, includeVectors: true, cancellationToken).ConfigureAwait(false))
        {
            if (record.Vector.IsEmpty) throw WithoutVector(record.Key);
            found[record.Key] = new SearchQuery { Name = record.Key, Latent = record.Vector, Label = record.Label };
        }

        return [.. keys.Select(key => found.TryGetValue(key, out SearchQuery? query) ? query : throw new UnknownKeyException(key, _index.Path))];
    }

    /// <summary>Draws indexed pictures by a seed, without repetition, to search with.</summary>
    /// <param name="count">How many; fewer where the index holds fewer.</param>
    /// <param name="seed">The seed of the draw. The same pictures in the index and the same seed give the same draw.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>A query for each, with the vector that is stored; the picture itself will be none of its hits.</returns>
    /// <exception cref="IndexException">The index holds no pictures of folders, or one that is drawn without its vector.</exception>
    internal async Task<IReadOnlyList<SearchQuery>> DrawAsync(int count, int seed, CancellationToken cancellationToken)
    {
        // All of one moment: a picture that is drawn may be removed before the search begins.
        const IndexColumns Columns = IndexColumns.Path | IndexColumns.Label | IndexColumns.Vector;
        IndexSnapshot records = await _index.Store.ReadAsync(Columns, cancellationToken).ConfigureAwait(false);
        int[] pictures =
        [
            .. Enumerable.Range(0, records.Count).Where(row => records.Paths[row] is not null).OrderBy(row => records.Keys[row], StringComparer.Ordinal),
        ];
        if (pictures.Length == 0)
            throw new IndexException($"{_index.Path} holds no pictures of a folder to draw from. Index a folder of pictures into it first.", _index.Path);
        new Random(seed).Shuffle(pictures);
        return [.. pictures.Take(count).Select(row => Drawn(records, row))];
    }

    /// <summary>Searches with every image.</summary>
    /// <param name="queries">The images.</param>
    /// <param name="latents">What <see cref="Encode"/> made of them.</param>
    /// <param name="top">Hits of a query, at least 1; fewer where the index holds fewer.</param>
    /// <param name="metric">The distance. An approximate search is by the Euclidean distance; one by the cosine is always exact.</param>
    /// <param name="exact">Whether every vector is compared; null to search as the index says.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="ArgumentException">The latents are not as many as the queries, or of another size than the index's vectors.</exception>
    internal Task<SearchReport> SearchAsync(
        IReadOnlyList<QueryImage> queries, ReadOnlyMemory<float> latents, int top, DistanceMetric metric, bool? exact, CancellationToken cancellationToken) =>
        SearchAsync(SearchQuery.Of(queries, latents), new SearchOptions { Top = top, Metric = metric, Exact = exact }, cancellationToken);

    /// <summary>Searches with every query.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="options">What is wanted of each.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The hits of each query, in the order of the queries.</returns>
    /// <remarks>
    /// While nothing is written, pages of an exact search neither overlap nor leave gaps. With <see cref="SearchOptions.Collapse"/> the index is
    /// searched deeper and deeper until the page is full and no copy of a hit on it can be left; that may be all of the index.
    /// </remarks>
    /// <exception cref="ArgumentException">A latent is of another size than the index's vectors.</exception>
    public async Task<SearchReport> SearchAsync(IReadOnlyList<SearchQuery> queries, SearchOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(options);
        bool everyVector = options.Exact ?? !await _index.IsApproximateAsync(cancellationToken).ConfigureAwait(false);
        if (!everyVector && options.Metric == DistanceMetric.Euclidean) await _index.BuildGraphAsync(progress: null, cancellationToken).ConfigureAwait(false);
        var results = new List<QueryHits>(queries.Count);
        foreach (SearchQuery query in queries)
        {
            IReadOnlyList<Hit> hits = options.Collapse is { } within
                ? await CollapsedAsync(query, options, everyVector, within, cancellationToken).ConfigureAwait(false)
                : await PageAsync(query, options, everyVector, cancellationToken).ConfigureAwait(false);
            results.Add(new QueryHits { Query = query.Name, Label = query.Label, Hits = hits });
        }

        return new SearchReport { Metric = options.Metric.Word(), Queries = results };
    }

    private SearchQuery Drawn(IndexSnapshot records, int row)
    {
        string key = records.Keys[row];
        if (!records.HasVector(row)) throw WithoutVector(key);

        // A copy: a few queries must not keep the vectors of all images in memory.
        return new SearchQuery { Name = key, Latent = records.Vector(row).ToArray(), Label = records.Labels[row], LeaveOut = key };
    }

    private IndexException WithoutVector(string key) =>
        new($"{_index.Path} is damaged: it holds {ImageKey.Shown(key)} without a vector to search with. Encode it again.", _index.Path)
        {
            Remedy = new Remedy(RemedyKind.Mend, _index.Path),
        };

    private async Task<IReadOnlyList<Hit>> PageAsync(SearchQuery query, SearchOptions options, bool exact, CancellationToken cancellationToken)
    {
        // Where one is left out, or several lists are merged, what is wanted may be on any page before: all of them are ranked, and one more.
        bool fromStart = query.LeaveOut is not null || query.OtherLatents.Count > 0;
        int skip = fromStart ? 0 : options.Skip, rank = skip;
        int top = fromStart ? (int)Math.Min((long)options.Skip + options.Top + 1, int.MaxValue) : options.Top;
        var hits = new List<Hit>();
        foreach (IndexHit found in await FindAsync(query, latent => Query(latent, options, exact, top, skip), cancellationToken).ConfigureAwait(false))
        {
            ImageRecord record = found.Record;
            if (record.Key == query.LeaveOut || ++rank <= options.Skip) continue;
            if (hits.Count == options.Top) break;
            hits.Add(new Hit
            {
                Rank = rank,
                Key = record.Key,
                Path = _index.Roots.PathOf(record),
                Label = record.Label,
                Record = record,
                Distance = (float)found.Distance,
            });
        }

        return hits;
    }

    private async Task<IReadOnlyList<Hit>> CollapsedAsync(
        SearchQuery query, SearchOptions options, bool exact, float within, CancellationToken cancellationToken)
    {
        int wanted = (int)Math.Min((long)options.Skip + options.Top, int.MaxValue);

        // Each time from the start: a deeper walk of a graph may find others on the way.
        for (int depth = Grown(Math.Max(wanted, MinDepth)); ; depth = Grown(depth))
        {
            var collapse = new HitCollapse(_index.Roots, options.Metric, within, wanted);
            int wide = depth;
            IReadOnlyList<IndexHit> found = await FindAsync(
                query, latent => Query(latent, options, exact, wide, skip: 0), cancellationToken).ConfigureAwait(false);
            bool done = found.Any(hit => hit.Record.Key != query.LeaveOut && !collapse.Offer(hit));
            if (done || found.Count < depth) return collapse.Hits(options.Skip);
        }

        static int Grown(int depth) => (int)Math.Min(2L * depth, int.MaxValue);
    }

    /// <summary>The nearest images of all latents of a query, each once, by the nearest of its distances.</summary>
    private async Task<IReadOnlyList<IndexHit>> FindAsync(
        SearchQuery query, Func<ReadOnlyMemory<float>, IndexQuery> ask, CancellationToken cancellationToken)
    {
        IndexQuery asked = ask(query.Latent);
        IReadOnlyList<IndexHit> own = await _index.Store.SearchAsync(asked, cancellationToken).ConfigureAwait(false);
        if (query.OtherLatents.Count == 0) return own;
        var all = new List<IndexHit>(own);
        foreach (ReadOnlyMemory<float> latent in query.OtherLatents)
            all.AddRange(await _index.Store.SearchAsync(ask(latent), cancellationToken).ConfigureAwait(false));
        return [.. all.OrderBy(hit => hit.Distance).DistinctBy(hit => hit.Record.Key).Take(asked.Top)];
    }

    /// <summary>A query of so many hits. Their vectors come with them where near copies are to be told by them.</summary>
    private static IndexQuery Query(ReadOnlyMemory<float> latent, SearchOptions options, bool exact, int top, int skip) => new()
    {
        Latent = latent,
        Top = top,
        Skip = skip,
        Metric = options.Metric,
        Exact = exact,
        Within = options.Within,
        Key = options.Match,
        Label = options.Label,
        IncludeVectors = options.Collapse is not null,
    };
}
