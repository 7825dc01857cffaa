using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;

namespace Lookalike.Search.Hnsw;

/// <summary>The nearest of a few vectors by the vectors themselves, in the order and with the distances of <see cref="ExactSearch"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct ExactRanking
{
    private const int FloatsPerCacheLine = 16;

    private readonly DistanceMetric _metric;
    private readonly ReadOnlySpan<float> _query;
    private readonly ReadOnlySpan<float> _vectors;
    private readonly int _rows;
    private readonly Span<Neighbour> _results;
    private NeighbourHeap _nearest;

    /// <param name="metric">The metric.</param>
    /// <param name="query">[dimension] floats.</param>
    /// <param name="vectors">[rows, dimension] floats.</param>
    /// <param name="results">Receives the nearest; at least as many vectors are offered.</param>
    public ExactRanking(DistanceMetric metric, ReadOnlySpan<float> query, ReadOnlySpan<float> vectors, Span<Neighbour> results)
    {
        _metric = metric;
        _query = query;
        _vectors = vectors;
        _rows = vectors.Length / query.Length;
        _results = results;
        _nearest = new NeighbourHeap(results, 0);
    }

    /// <summary>Offers candidates of a pool.</summary>
    public void Offer(ReadOnlySpan<ulong> candidates)
    {
        foreach (ulong candidate in candidates) Prefetch(CandidatePool.Node(candidate));
        foreach (ulong candidate in candidates) Offer(CandidatePool.Node(candidate));
    }

    /// <summary>Whether there is a neighbour for every place.</summary>
    public readonly bool IsFull => _nearest.IsFull;

    /// <summary>Offers every vector that may be returned, and nothing else.</summary>
    public void OfferAll(Graph graph, ReadOnlySpan<ulong> allowed)
    {
        _nearest = new NeighbourHeap(_results, 0);
        ReadOnlySpan<ulong> live = graph.Live;
        for (int word = 0; word < live.Length && (allowed.IsEmpty || word < allowed.Length); word++)
        {
            for (ulong bits = allowed.IsEmpty ? live[word] : live[word] & allowed[word]; bits != 0; bits &= bits - 1)
            {
                Offer((word * 64) + BitOperations.TrailingZeroCount(bits));
            }
        }
    }

    /// <summary>Puts the results in order, nearest first, and says how many there are.</summary>
    public readonly int Finish()
    {
        Span<Neighbour> found = _results[.._nearest.Count];
        found.Sort(NeighbourHeap.Compare);
        for (int i = 0; i < found.Length; i++)
            found[i] = new Neighbour(found[i].Position, RankingDistances.Report(_metric, found[i].Distance));
        return found.Length;
    }

    private void Offer(int position)
    {
        // A vector that was added to the graph after the caller's vectors were read.
        if (position >= _rows) return;
        ReadOnlySpan<float> vector = _vectors.Slice(position * _query.Length, _query.Length);
        _nearest.Offer(new Neighbour(position, RankingDistances.Pair(_metric, _query, vector)));
    }

    private readonly unsafe void Prefetch(int position)
    {
        if (!Sse.IsSupported || position >= _rows) return;
        ref readonly float start = ref _vectors[position * _query.Length];
        for (int i = 0; i < _query.Length; i += FloatsPerCacheLine) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref Unsafe.AsRef(in start), i)));
    }
}
