using System.Collections.Concurrent;
using Lookalike.Core;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;
using Lookalike.Search.Quantization;

namespace Lookalike.Search.Hnsw;

/// <summary>
/// An approximate index of vectors: a graph of nodes on layers, after Malkov and Yashunin, "Efficient and robust approximate nearest
/// neighbor search using Hierarchical Navigable Small World graphs" (2016).
/// </summary>
/// <remarks>
/// <para>
/// The index holds a byte for each dimension of a vector, and links between the vectors, not the vectors themselves: those stay with
/// the caller, row-major under the positions that they were added with, and are passed to each search. A walk through the graph
/// compares bytes; what it finds is compared again with the vectors, so the distances reported are exact.
/// </para>
/// <para>
/// Thread-safe: any number of searches run beside one change, without waiting for it; a second change waits for the first. A search
/// beside a change finds what was there before it, or after it, or some of each.
/// </para>
/// <para>
/// Supported are <see cref="DistanceMetric.Euclidean"/>, <see cref="DistanceMetric.SquaredEuclidean"/>, <see cref="DistanceMetric.Cosine"/>
/// and <see cref="DistanceMetric.DotProduct"/>.
/// </para>
/// </remarks>
public sealed partial class HnswIndex
{
    /// <summary>The most dimensions of a vector.</summary>
    public const int MaxDimension = CodeDistance.MaxDimension - 1;

    private const int MinCapacity = 64;

    private readonly ConcurrentBag<WalkScratch> _scratch = [];
    private readonly Lock _changes = new();
    private readonly GraphLinker _linker;
    private readonly VectorEncoder _encoder;
    private readonly int _links;
    private readonly int _buildCandidates;
    private readonly int _seed;
    private volatile Graph _graph;
    private int _upperRows;
    private int _count;
    private int _removed;
    private int _cutOff;

    private HnswIndex(int dimension, DistanceMetric metric, HnswOptions options, VectorEncoder encoder, Graph graph)
    {
        Dimension = dimension;
        Metric = metric;
        _links = options.Links;
        _buildCandidates = options.BuildCandidates;
        _seed = options.Seed;
        _encoder = encoder;
        _graph = graph;
        _linker = new GraphLinker(options.Links, options.BuildCandidates, options.Seed);
    }

    /// <summary>Floats in a vector.</summary>
    public int Dimension { get; }

    /// <summary>The distance that neighbours are ranked by and reported with.</summary>
    public DistanceMetric Metric { get; }

    /// <summary>The vectors in the index.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The positions that there is room for; every position in use is below.</summary>
    internal int Capacity => _graph.Layout.Capacity;

    /// <summary>The bytes of memory that the index takes, beside the caller's vectors.</summary>
    internal long MemoryBytes => _graph.Layout.Length;

    /// <summary>
    /// Whether to build anew: a quarter of the nodes are only passed through because their vectors were removed, or one vector in
    /// twenty was added with values outside the range of those that the index was built from. It works on, less well.
    /// </summary>
    internal bool IsWorn => 4L * Volatile.Read(ref _removed) > (long)Count + _removed || 20L * Volatile.Read(ref _cutOff) > Count;

    /// <summary>Whether an index can be built with a metric.</summary>
    /// <param name="metric">Any value.</param>
    /// <returns>True if it can.</returns>
    public static bool Supports(DistanceMetric metric) => VectorEncoder.IsSupported(metric);

    /// <summary>Builds an index.</summary>
    /// <param name="vectors">[rows, dimension] floats, row-major, all finite in the rows to add. Not retained.</param>
    /// <param name="dimension">Floats in a vector, 1 to <see cref="MaxDimension"/>.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="options">How to build; null for the default values.</param>
    /// <returns>The index, with each vector under its row's position.</returns>
    /// <exception cref="ArgumentException">The vectors are no whole number of rows, a value is not finite, or the bitmap has too few words.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range, or the metric is not defined.</exception>
    /// <exception cref="NotSupportedException">The metric is not one that an index supports.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static HnswIndex Build(ReadOnlyMemory<float> vectors, int dimension, DistanceMetric metric, HnswOptions? options = null)
    {
        options ??= new HnswOptions();
        ReadOnlyMemory<ulong> occupied = options.Occupied;
        options.ThrowIfInvalid(nameof(options));
        Vectors.ThrowIfInvalid(vectors.Length, dimension, nameof(vectors));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, MaxDimension);
        ThrowIfUnsupported(metric);
        int rows = vectors.Length / dimension;
        AllowedPositions.ThrowIfTooFewWords(occupied.Length, rows, nameof(options));
        ThrowIfNotFinite(vectors.Span, dimension, occupied.Span);

        VectorEncoder encoder = VectorEncoder.Fit(metric, vectors.Span, dimension, occupied.Span);
        var linker = new GraphLinker(options.Links, options.BuildCandidates, options.Seed);
        int upperRows = 0;
        var positions = new AllowedPositions(occupied.Span);
        for (int row = 0; row < rows; row++)
        {
            if (positions.Contains(row)) upperRows += linker.LevelOf(row);
        }

        var graph = new Graph(new GraphLayout(encoder.Quantizer.Dimension, options.Links, Math.Max(rows, MinCapacity), upperRows));
        var index = new HnswIndex(dimension, metric, options, encoder, graph);
        index.AddAll(vectors, rows, options);
        return index;
    }

    /// <summary>Whether there is a vector at a position.</summary>
    /// <param name="position">Any number.</param>
    /// <returns>True if there is.</returns>
    public bool Contains(int position)
    {
        Graph graph = _graph;
        bool contains = Contains(graph, position);
        GC.KeepAlive(graph);
        return contains;
    }

    /// <summary>Whether a vector at a position is the given one, as far as a byte for each dimension tells.</summary>
    /// <param name="position">Any number.</param>
    /// <param name="vector">A vector of the index's dimension.</param>
    /// <returns>True if there is one and its codes are those of the given vector. A difference below half a step of the codes is not seen.</returns>
    /// <exception cref="ArgumentException">The vector has another dimension, or a value that is not finite.</exception>
    internal unsafe bool Contains(int position, ReadOnlySpan<float> vector)
    {
        ThrowIfWrong(vector, nameof(vector));
        Graph graph = _graph;
        if (!Contains(graph, position)) return false;
        WalkScratch scratch = Rent();
        Span<byte> codes = new(scratch.Query, _encoder.Quantizer.Dimension);
        _encoder.Encode(vector, scratch.Floats, codes);
        bool same = codes.SequenceEqual(new ReadOnlySpan<byte>(graph.CodesOf(position), codes.Length));
        GC.KeepAlive(graph);
        _scratch.Add(scratch);
        return same;
    }

    private static bool Contains(Graph graph, int position) => (uint)position < (uint)graph.Layout.Capacity && graph.IsLive(position);

    private static void ThrowIfUnsupported(DistanceMetric metric)
    {
        VectorDistance.ThrowIfUndefined(metric, nameof(metric));
        if (!VectorEncoder.IsSupported(metric))
        {
            throw new NotSupportedException(
                $"The metric {metric} was asked for. A graph supports {DistanceMetric.Euclidean}, {DistanceMetric.SquaredEuclidean}, "
                + $"{DistanceMetric.Cosine} and {DistanceMetric.DotProduct}; {nameof(ExactSearch)} supports every metric.");
        }
    }

    private static void ThrowIfNotFinite(ReadOnlySpan<float> vectors, int dimension, ReadOnlySpan<ulong> occupied)
    {
        var positions = new AllowedPositions(occupied);
        for (int row = 0; row < vectors.Length / dimension; row++)
        {
            if (positions.Contains(row)) ThrowIfNotFinite(vectors.Slice(row * dimension, dimension), row, nameof(vectors));
        }
    }

    private static void ThrowIfNotFinite(ReadOnlySpan<float> vector, int position, string parameter)
    {
        for (int i = 0; i < vector.Length; i++)
        {
            if (!float.IsFinite(vector[i]))
                throw new ArgumentException($"The vector at position {position} holds {vector[i]} in dimension {i}; expected finite numbers.", parameter);
        }
    }

    private void ThrowIfWrong(ReadOnlySpan<float> vector, string parameter)
    {
        if (vector.Length != Dimension)
            throw new ArgumentException($"The vector has {vector.Length} dimensions; those of the index have {Dimension}. Pass vectors of one " +
                "encoder.", parameter);
        ThrowIfNotFinite(vector, 0, parameter);
    }

    private void AddAll(ReadOnlyMemory<float> vectors, int rows, HnswOptions options)
    {
        const int Chunk = 64;
        Graph graph = _graph;
        int next = 0;
        int total = options.Progress is null ? 0 : new AllowedPositions(options.Occupied.Span).Count(0, rows);
        int threads = Math.Clamp(rows / (2 * Chunk), 1, options.MaxThreads);
        if (threads == 1) Work(0);
        else Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = options.CancellationToken }, Work);

        void Work(int worker)
        {
            WalkScratch scratch = Rent();
            var positions = new AllowedPositions(options.Occupied.Span);
            while (true)
            {
                int first = Interlocked.Add(ref next, Chunk) - Chunk;
                if (first >= rows) break;
                options.CancellationToken.ThrowIfCancellationRequested();
                int added = 0;
                for (int row = first; row < Math.Min(rows, first + Chunk); row++)
                {
                    if (!positions.Contains(row)) continue;
                    Add(graph, row, vectors.Span.Slice(row * Dimension, Dimension), scratch);
                    added++;
                }

                // One call at a time, and numbers that rise.
                lock (_changes)
                {
                    _count += added;
                    options.Progress?.Report(new Progress("building graph", _count, total));
                }
            }

            _scratch.Add(scratch);
        }
    }

    private unsafe void Add(Graph graph, int position, ReadOnlySpan<float> vector, WalkScratch scratch)
    {
        Span<byte> codes = new(graph.CodesOf(position), _encoder.Quantizer.Dimension);
        if (_encoder.Encode(vector, scratch.Floats, codes) > 0) Interlocked.Increment(ref _cutOff);
        if (graph.Level(position) == Graph.Absent)
        {
            int level = _linker.LevelOf(position);
            graph.SetLevel(position, level, Interlocked.Add(ref _upperRows, level) - level);
        }

        _linker.Link(graph, position, scratch);
    }

    private WalkScratch Rent()
    {
        if (_scratch.TryTake(out WalkScratch? scratch)) return scratch;
        return new WalkScratch(_graph.CodeBytes, _graph.BaseWidth) { Floats = new float[_encoder.Quantizer.Dimension] };
    }
}
