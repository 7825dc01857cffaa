using System.Numerics;
using System.Runtime.InteropServices;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;
using Lookalike.Search.Hnsw;

namespace Lookalike.Search.Graphs;

/// <summary>
/// For each vector of a set, the other vectors nearest to it, nearest first. Up to <see cref="MaxExact"/> vectors exact: what a sort of
/// all distances would give, ties by position. Above, nearly so. Immutable, so thread-safe.
/// </summary>
internal sealed class NeighbourGraph
{
    /// <summary>The most vectors that are all compared with each other.</summary>
    public const int MaxExact = 200_000;

    /// <summary>Vectors searched for between two looks at the cancellation and two reports.</summary>
    private const int BlockQueries = 4096;

    /// <summary>Vectors that a thread smooths at a time.</summary>
    private const int BlockRows = 1024;

    private readonly int[] _links; // (Count, Neighbours)

    private NeighbourGraph(int[] links, int count, int neighbours) => (_links, Count, Neighbours) = (links, count, neighbours);

    /// <summary>The vectors of the set.</summary>
    public int Count { get; }

    /// <summary>The neighbours of each vector.</summary>
    public int Neighbours { get; }

    /// <summary>Finds the neighbours of every vector.</summary>
    /// <param name="vectors">[count, dimension], row-major, at least two. Not retained.</param>
    /// <param name="dimension">Floats in a vector, 1 and up.</param>
    /// <param name="neighbours">The neighbours of each vector, 1 and up; count - 1 where that is fewer.</param>
    /// <param name="metric">The distance.</param>
    /// <param name="maxThreads">The most threads to use, 1 and up.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <remarks>
    /// Up to <see cref="MaxExact"/> vectors it is the exact search, with the vectors as their own queries: the time grows with the square
    /// of the count, the memory is that of the result. More are searched through an <see cref="HnswIndex"/>, which is built on one thread,
    /// so that the same vectors give the same graph; metrics that it does not support are searched exactly all the same.
    /// </remarks>
    /// <exception cref="ArgumentException">There are fewer than two vectors, or a length is no multiple of <paramref name="dimension"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or <paramref name="metric"/> is not defined.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static NeighbourGraph Build(
        ReadOnlyMemory<float> vectors, int dimension, int neighbours, DistanceMetric metric, int maxThreads, CancellationToken cancellationToken = default) =>
        dimension > 0 && vectors.Length / dimension > MaxExact && HnswIndex.Supports(metric)
            ? BuildApproximate(vectors, dimension, neighbours, metric, maxThreads, cancellationToken)
            : Collect(vectors, dimension, neighbours, top => Exact(vectors, dimension, top, metric, maxThreads, cancellationToken));

    /// <summary>The same through an <see cref="HnswIndex"/>, however few the vectors are.</summary>
    internal static NeighbourGraph BuildApproximate(
        ReadOnlyMemory<float> vectors, int dimension, int neighbours, DistanceMetric metric, int maxThreads, CancellationToken cancellationToken) =>
        Collect(vectors, dimension, neighbours, top => Approximate(vectors, dimension, top, metric, maxThreads, cancellationToken));

    /// <summary>Asks for the neighbours of all vectors, a block of them at a time.</summary>
    private static NeighbourGraph Collect(
        ReadOnlyMemory<float> vectors, int dimension, int neighbours, Func<int, Action<ReadOnlyMemory<float>, Memory<Neighbour>>> prepare)
    {
        Vectors.ThrowIfInvalid(vectors.Length, dimension, nameof(vectors));
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        int count = vectors.Length / dimension;
        if (count < 2)
            throw new ArgumentException($"A neighbour graph needs at least 2 vectors, found {count}.", nameof(vectors));

        neighbours = Math.Min(neighbours, count - 1);
        int top = neighbours + 1; // a vector finds itself
        Action<ReadOnlyMemory<float>, Memory<Neighbour>> search = prepare(top);
        var links = new int[checked(count * neighbours)];
        var found = new Neighbour[Math.Min(count, BlockQueries) * top];
        for (int first = 0; first < count; first += BlockQueries)
        {
            int queries = Math.Min(BlockQueries, count - first);
            search(vectors.Slice(first * dimension, queries * dimension), found);
            for (int query = 0; query < queries; query++)
                Keep(found.AsSpan(query * top, top), own: first + query, links.AsSpan((first + query) * neighbours, neighbours));
        }

        return new NeighbourGraph(links, count, neighbours);
    }

    /// <summary>The neighbours of one vector, nearest first.</summary>
    /// <param name="position">The vector's place, 0 to <see cref="Count"/> - 1.</param>
    public ReadOnlySpan<int> Of(int position) => _links.AsSpan(position * Neighbours, Neighbours);

    /// <summary>The graph with fewer neighbours of each vector: the nearest of those that it has.</summary>
    /// <param name="neighbours">1 to <see cref="Neighbours"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="neighbours"/> is out of its range.</exception>
    public NeighbourGraph Nearest(int neighbours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(neighbours, Neighbours);
        if (neighbours == Neighbours)
            return this;
        var links = new int[Count * neighbours];
        for (int i = 0; i < Count; i++)
            Of(i)[..neighbours].CopyTo(links.AsSpan(i * neighbours));
        return new NeighbourGraph(links, Count, neighbours);
    }

    /// <summary>The share of links that are returned: of a vector's neighbours, how many have it among theirs.</summary>
    /// <returns>0..1.</returns>
    public double MutualShare()
    {
        long mutual = 0;
        for (int i = 0; i < Count; i++)
        {
            foreach (int neighbour in Of(i))
            {
                if (Of(neighbour).Contains(i))
                    mutual++;
            }
        }

        return mutual / (double)_links.Length;
    }

    /// <summary>Takes steps of a random walk: in each, every code becomes the mean of itself and its neighbours' codes.</summary>
    /// <param name="codes">[<see cref="Count"/>, dimension], row-major; overwritten with the result.</param>
    /// <param name="dimension">Floats in a code, 1 and up.</param>
    /// <param name="steps">How often, 0 and up.</param>
    /// <param name="maxThreads">The most threads to use, 1 and up. The result is the same with any number.</param>
    /// <param name="cancellationToken">Ends the work early, with <paramref name="codes"/> in the middle of it.</param>
    /// <remarks>Uses a second array of the size of <paramref name="codes"/>.</remarks>
    /// <exception cref="ArgumentException"><paramref name="codes"/> is not <see cref="Count"/> codes long.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public void Smooth(Memory<float> codes, int dimension, int steps, int maxThreads, CancellationToken cancellationToken = default)
    {
        Vectors.ThrowIfInvalid(codes.Length, dimension, nameof(codes));
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (codes.Length / dimension != Count)
            throw new ArgumentException($"The graph has {Count} vectors, found codes of {codes.Length / dimension}.", nameof(codes));

        Memory<float> source = codes, target = new float[codes.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxThreads, CancellationToken = cancellationToken };
        for (int step = 0; step < steps; step++)
        {
            Memory<float> from = source, to = target;
            Parallel.For(0, (Count + BlockRows - 1) / BlockRows, options, block =>
            {
                int first = block * BlockRows;
                Average(from.Span, to.Span, dimension, first, Math.Min(Count, first + BlockRows));
            });
            (source, target) = (target, source);
        }

        if (!source.Equals(codes))
            source.CopyTo(codes);
    }

    private void Average(ReadOnlySpan<float> from, Span<float> to, int dimension, int first, int end)
    {
        float share = 1f / (Neighbours + 1);
        ref float source = ref MemoryMarshal.GetReference(from);
        for (int i = first; i < end; i++)
        {
            ReadOnlySpan<int> neighbours = Of(i);
            int own = i * dimension, column = 0;

            // A register of columns at a time, summed over all neighbours before it is written; the last columns one by one.
            for (; column <= dimension - Vector<float>.Count; column += Vector<float>.Count)
            {
                Vector<float> sum = Vector.LoadUnsafe(ref source, (nuint)(own + column));
                foreach (int neighbour in neighbours)
                    sum += Vector.LoadUnsafe(ref source, (nuint)((neighbour * dimension) + column));
                (sum * share).CopyTo(to[(own + column)..]);
            }

            for (; column < dimension; column++)
            {
                float sum = from[own + column];
                foreach (int neighbour in neighbours)
                    sum += from[(neighbour * dimension) + column];
                to[own + column] = sum * share;
            }
        }
    }

    private static Action<ReadOnlyMemory<float>, Memory<Neighbour>> Exact(
        ReadOnlyMemory<float> vectors, int dimension, int top, DistanceMetric metric, int maxThreads, CancellationToken cancellationToken)
    {
        var options = new ExactSearchOptions { MaxThreads = maxThreads, CancellationToken = cancellationToken };
        return (queries, found) => ExactSearch.Search(vectors, dimension, queries, top, metric, found, options);
    }

    private static Action<ReadOnlyMemory<float>, Memory<Neighbour>> Approximate(
        ReadOnlyMemory<float> vectors, int dimension, int top, DistanceMetric metric, int maxThreads, CancellationToken cancellationToken)
    {
        HnswIndex index = HnswIndex.Build(vectors, dimension, metric, new HnswOptions { MaxThreads = 1, CancellationToken = cancellationToken });
        var options = new HnswSearchOptions
        {
            Candidates = Math.Max(HnswSearchOptions.DefaultCandidates, 2 * top),
            MaxThreads = maxThreads,
            CancellationToken = cancellationToken,
        };
        return (queries, found) => index.Search(vectors, queries, top, found, options);
    }

    // Among many duplicates a vector may not be in its own list; then the farthest goes.
    private static void Keep(ReadOnlySpan<Neighbour> found, int own, Span<int> links)
    {
        int kept = 0;
        foreach (Neighbour neighbour in found)
        {
            if (neighbour.Position != own && kept < links.Length)
                links[kept++] = neighbour.Position;
        }
    }
}
