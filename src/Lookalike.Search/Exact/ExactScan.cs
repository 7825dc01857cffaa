using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lookalike.Search;

/// <summary>One pass of a block of queries over a range of the database, on the calling thread.</summary>
internal sealed class ExactScan(
    ReadOnlyMemory<float> database, ReadOnlyMemory<float> queries, int dimension, DistanceMetric metric,
    ReadOnlyMemory<ulong> allowed, CancellationToken cancellation)
{
    /// <summary>Queries that share one pass. More save no memory traffic worth having, and cost balance between threads.</summary>
    public const int MaxQueries = 32;

    /// <summary>Distances held between computing and ranking: 16 KiB, which the first cache keeps.</summary>
    private const int BlockDistances = 4096;

    /// <summary>Floats of the database read at a time: 256 KiB, which the second cache keeps for the cosine's second look.</summary>
    private const int BlockFloats = 65_536;

    private const int MinBlockRows = 16;

    /// <summary>Collects the nearest allowed rows of the range for each query of the block.</summary>
    /// <param name="firstQuery">The block's first query.</param>
    /// <param name="queryCount">Queries in the block, 1 to <see cref="MaxQueries"/>.</param>
    /// <param name="firstRow">The first position of the range.</param>
    /// <param name="rowCount">Positions in the range.</param>
    /// <param name="heaps">Room for the neighbours: query i of the block gets [i * stride, i * stride + capacity).</param>
    /// <param name="stride">From one query's room to the next query's.</param>
    /// <param name="capacity">The most neighbours a query keeps, at least 1.</param>
    /// <returns>The neighbours found, the same number for each query. They are in the order of a heap.</returns>
    public int Run(
        int firstQuery, int queryCount, int firstRow, int rowCount, Span<Neighbour> heaps, int stride, int capacity)
    {
        int blockRows = Math.Min(rowCount, Math.Clamp(BlockFloats / dimension, MinBlockRows, BlockDistances / queryCount));
        float[] distanceBuffer = ArrayPool<float>.Shared.Rent(queryCount * blockRows);
        double[] lengthBuffer = ArrayPool<double>.Shared.Rent(blockRows);
        try
        {
            ReadOnlySpan<float> block = queries.Span.Slice(firstQuery * dimension, queryCount * dimension);
            var positions = new AllowedPositions(allowed.Span);
            int found = 0;
            for (int row = firstRow; row < firstRow + rowCount; row += blockRows)
            {
                cancellation.ThrowIfCancellationRequested();
                int rows = Math.Min(blockRows, firstRow + rowCount - row);
                int candidates = positions.Count(row, rows);
                if (candidates == 0)
                    continue;
                Span<float> distances = distanceBuffer.AsSpan(0, queryCount * rows);
                ReadOnlySpan<float> vectors = database.Span.Slice(row * dimension, rows * dimension);
                RankingDistances.Prepare(metric, vectors, dimension, lengthBuffer);
                RankingDistances.Compute(metric, block, vectors, dimension, lengthBuffer, distances);
                for (int query = 0; query < queryCount; query++)
                {
                    var heap = new NeighbourHeap(heaps.Slice(query * stride, capacity), found);
                    Offer(ref heap, distances.Slice(query * rows, rows), row, positions);
                }

                found = Math.Min(capacity, found + candidates);
            }

            return found;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(distanceBuffer);
            ArrayPool<double>.Shared.Return(lengthBuffer);
        }
    }

    private static void Offer(ref NeighbourHeap heap, ReadOnlySpan<float> distances, int firstPosition, AllowedPositions allowed)
    {
        int i = 0;
        for (; i < distances.Length && !heap.IsFull; i++)
        {
            if (allowed.Contains(firstPosition + i))
                heap.Offer(new Neighbour(firstPosition + i, OrInfinity(distances[i])));
        }

        if (i == distances.Length)
            return;

        // Positions only rise, so a distance equal to the worst kept never comes in, and a whole register of distances
        // that do not beat it goes by in one comparison.
        ref float start = ref MemoryMarshal.GetReference(distances);
        float worst = heap.Worst;
        for (; i <= distances.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            if (Vector.LessThanAny(Vector.LoadUnsafe(ref start, (nuint)i), new Vector<float>(worst)))
                worst = OfferNearer(ref heap, distances.Slice(i, Vector<float>.Count), firstPosition + i, allowed);
        }

        OfferNearer(ref heap, distances[i..], firstPosition + i, allowed);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float OfferNearer(ref NeighbourHeap heap, ReadOnlySpan<float> distances, int firstPosition, AllowedPositions allowed)
    {
        for (int i = 0; i < distances.Length; i++)
        {
            if (distances[i] < heap.Worst && allowed.Contains(firstPosition + i))
                heap.Offer(new Neighbour(firstPosition + i, distances[i]));
        }

        return heap.Worst;
    }

    private static float OrInfinity(float distance) => float.IsNaN(distance) ? float.PositiveInfinity : distance;
}
