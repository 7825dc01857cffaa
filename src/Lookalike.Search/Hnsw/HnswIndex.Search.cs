using System.Numerics;
using System.Runtime.InteropServices;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;

namespace Lookalike.Search.Hnsw;

public sealed partial class HnswIndex
{
    /// <summary>The nearest codes that are compared again, in times of what is to be found, and some more.</summary>
    private const int RankedTimes = 2;
    private const int RankedMore = 16;

    /// <summary>How many vectors compared one after another cost as much as a step of a walk.</summary>
    private const int VectorsPerStep = 16;

    /// <summary>Finds the nearest vectors of every query.</summary>
    /// <param name="vectors">The caller's vectors, [rows, dimension] floats, each under the position that it was added with. Not retained.</param>
    /// <param name="queries">The vectors to search for, [queries, dimension], row-major, all finite. Not retained.</param>
    /// <param name="top">The neighbours wanted of each query, 1 and up.</param>
    /// <param name="results">
    /// Receives the neighbours, [queries, top], row-major, nearest first; of equal distances the lower position is first. Only the first
    /// so many of each row as the return value says are meaningful.
    /// </param>
    /// <param name="options">How thoroughly to search, and what may be returned; null for the default values.</param>
    /// <returns>The neighbours found of each query: <paramref name="top"/>, or the number of vectors that may be returned where that is smaller.</returns>
    /// <remarks>
    /// Distances have the bits that <see cref="ExactSearch"/> reports. Where few vectors may be returned, or a query lies far outside
    /// the range of the vectors that the index was built from, the vectors are compared one by one, and the result is exact.
    /// A vector that was added or removed since the caller's vectors were read must have its row in them all the same.
    /// </remarks>
    /// <exception cref="ArgumentException">A length does not fit the others, or a query holds a value that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public int Search(ReadOnlyMemory<float> vectors, ReadOnlyMemory<float> queries, int top, Memory<Neighbour> results, HnswSearchOptions? options = null)
    {
        options ??= new HnswSearchOptions();
        Vectors.ThrowIfInvalid(vectors.Length, Dimension, nameof(vectors));
        Vectors.ThrowIfInvalid(queries.Length, Dimension, nameof(queries));
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Candidates, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxThreads, 1, nameof(options));
        int count = queries.Length / Dimension;
        if (results.Length < (long)count * top)
            throw new ArgumentException($"The results have room for {results.Length} neighbours; {count} queries with {top} each need " +
                $"{(long)count * top}.", nameof(results));
        for (int i = 0; i < count; i++) ThrowIfNotFinite(queries.Span.Slice(i * Dimension, Dimension), i, nameof(queries));

        Graph graph = _graph;
        int rows = vectors.Length / Dimension, searchable = Searchable(graph, rows, options.Allowed.Span);
        int found = Math.Min(top, searchable);
        if (found > 0)
        {
            var batch = new Batch
            {
                Graph = graph,
                Vectors = vectors,
                Queries = queries,
                Results = results,
                Top = top,
                Found = found,
                Searchable = searchable,
                Options = options,
            };
            found = count == 1 || options.MaxThreads == 1 ? SearchRange(batch, 0, count) : SearchInParallel(batch, count);
        }

        GC.KeepAlive(graph);
        return found;
    }

    private int Searchable(Graph graph, int rows, ReadOnlySpan<ulong> allowed)
    {
        if (allowed.IsEmpty && rows >= graph.Layout.Capacity) return Count;
        ReadOnlySpan<ulong> live = graph.Live;
        int count = 0;
        int words = Math.Min(allowed.IsEmpty ? live.Length : Math.Min(live.Length, allowed.Length), AllowedPositions.WordsFor(rows));
        for (int word = 0; word < words; word++) count += BitOperations.PopCount(allowed.IsEmpty ? live[word] : live[word] & allowed[word]);
        return count;
    }

    private int SearchInParallel(Batch batch, int count)
    {
        const int Chunk = 8;
        int minimum = batch.Found;
        var lockOfMinimum = new Lock();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = batch.Options.MaxThreads, CancellationToken = batch.Options.CancellationToken };
        Parallel.For(0, (count + Chunk - 1) / Chunk, parallel, chunk =>
        {
            int own = SearchRange(batch, chunk * Chunk, Math.Min(count, (chunk + 1) * Chunk));
            lock (lockOfMinimum) minimum = Math.Min(minimum, own);
        });
        return minimum;
    }

    private int SearchRange(Batch batch, int first, int end)
    {
        WalkScratch scratch = Rent();
        int minimum = batch.Found;
        for (int i = first; i < end; i++)
        {
            batch.Options.CancellationToken.ThrowIfCancellationRequested();
            // Fewer than found only if vectors were removed meanwhile.
            minimum = Math.Min(minimum, SearchOne(batch, i, scratch));
        }

        _scratch.Add(scratch);
        return minimum;
    }

    private unsafe int SearchOne(in Batch batch, int number, WalkScratch scratch)
    {
        Graph graph = batch.Graph;
        HnswSearchOptions options = batch.Options;
        ReadOnlySpan<float> vectors = batch.Vectors.Span, query = batch.Queries.Span.Slice(number * Dimension, Dimension);
        Span<Neighbour> results = batch.Results.Span.Slice(number * batch.Top, batch.Found);
        int searchable = batch.Searchable;
        int wanted = Math.Max(options.Candidates, results.Length);
        int nodes = Count + _removed;
        bool walks = (long)searchable * searchable > (long)VectorsPerStep * wanted * nodes
            && _encoder.EncodeQuery(query, scratch.Floats, new Span<byte>(scratch.Query, _encoder.Quantizer.Dimension)) <= Dimension / 8;
        var ranking = new ExactRanking(Metric, query, vectors, results);
        if (walks)
        {
            long entry = graph.Entry;
            int nearest = GraphWalk.Descend(graph, scratch.Query, (int)entry, (int)(entry >> 32), 0);
            scratch.Begin(graph.Layout.Capacity);
            CandidatePool pool = scratch.Pool(wanted);
            if (searchable == nodes) GraphWalk.Nearest(graph, scratch.Query, nearest, 0, scratch, ref pool);
            else GraphWalk.NearestAllowed(graph, nearest, options.Allowed.Span, vectors.Length / Dimension, scratch, ref pool);
            ranking.Offer(pool.Items[..Math.Min(pool.Count, (RankedTimes * results.Length) + RankedMore)]);
        }

        // Few vectors to choose from, a query far out, or a part of the graph that no walk reaches.
        if (!ranking.IsFull) ranking.OfferAll(graph, options.Allowed.Span);
        return ranking.Finish();
    }

    /// <summary>The queries of one call, and what they have in common.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly struct Batch
    {
        public required Graph Graph { get; init; }

        /// <summary>[rows, dimension] floats.</summary>
        public required ReadOnlyMemory<float> Vectors { get; init; }

        /// <summary>[queries, dimension] floats.</summary>
        public required ReadOnlyMemory<float> Queries { get; init; }

        /// <summary>Room for [queries, <see cref="Top"/>] neighbours.</summary>
        public required Memory<Neighbour> Results { get; init; }

        public required int Top { get; init; }

        /// <summary>The neighbours that there are of each query.</summary>
        public required int Found { get; init; }

        /// <summary>The vectors that may be returned.</summary>
        public required int Searchable { get; init; }

        public required HnswSearchOptions Options { get; init; }
    }
}
