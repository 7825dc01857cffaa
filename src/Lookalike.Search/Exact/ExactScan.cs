using System.Buffers;
using System.Runtime.InteropServices;
using Lookalike.Search.Distances;

namespace Lookalike.Search.Exact;

/// <summary>The scan of an exact search: blocks of queries against ranges of the database.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ExactScan(
    ReadOnlyMemory<float> database, ReadOnlyMemory<float> queries, int dimension, DistanceMetric metric, ExactSearchOptions options)
{
    /// <summary>Distances held between computing and ranking: 16 KiB, which the first cache keeps.</summary>
    private const int BlockDistances = 4096;

    /// <summary>Floats of the database read at a time: 256 KiB, which the second cache keeps for the cosine's second look.</summary>
    private const int BlockFloats = 65_536;

    private const int MinBlockRows = 16;

    /// <summary>Collects the nearest allowed rows of a range for each query of a block, on the calling thread.</summary>
    /// <param name="block">The queries of the block, 1 to <see cref="ScanPlan.MaxQueries"/>.</param>
    /// <param name="range">The positions of the database to look at.</param>
    /// <param name="heaps">Room for the neighbours: query i of the block gets [i * stride, i * stride + capacity).</param>
    /// <param name="stride">From one query's room to the next query's.</param>
    /// <param name="capacity">The most neighbours a query keeps, at least 1.</param>
    /// <returns>The neighbours found, the same number for each query. They are in the order of a heap.</returns>
    public int Run((int First, int Count) block, (int First, int Count) range, Span<Neighbour> heaps, int stride, int capacity)
    {
        int queryCount = block.Count;
        int blockRows = Math.Min(range.Count, Math.Clamp(BlockFloats / dimension, MinBlockRows, BlockDistances / queryCount));
        float[] distanceBuffer = ArrayPool<float>.Shared.Rent(queryCount * blockRows);
        double[] lengthBuffer = ArrayPool<double>.Shared.Rent(blockRows);
        try
        {
            ReadOnlySpan<float> asked = queries.Span.Slice(block.First * dimension, queryCount * dimension);
            var positions = new AllowedPositions(options.Allowed.Span);
            int found = 0;
            int end = range.First + range.Count;
            for (int row = range.First; row < end; row += blockRows)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                int rows = Math.Min(blockRows, end - row);
                int candidates = positions.Count(row, rows);
                if (candidates == 0)
                    continue;
                Span<float> distances = distanceBuffer.AsSpan(0, queryCount * rows);
                ReadOnlySpan<float> vectors = database.Span.Slice(row * dimension, rows * dimension);
                RankingDistances.Compute(metric, asked, vectors, dimension, InverseLengths(vectors, row, lengthBuffer), distances);
                for (int query = 0; query < queryCount; query++)
                {
                    var heap = new NeighbourHeap(heaps.Slice(query * stride, capacity), found);
                    BlockRanking.Offer(ref heap, distances.Slice(query * rows, rows), row, positions);
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

    /// <summary>Sorts neighbours found by ranking distance, nearest first, and gives them the distance that is reported.</summary>
    public void Finish(Span<Neighbour> neighbours)
    {
        neighbours.Sort(NeighbourHeap.Compare);
        for (int i = 0; i < neighbours.Length; i++)
            neighbours[i] = new Neighbour(neighbours[i].Position, RankingDistances.Report(metric, neighbours[i].Distance));
    }

    private ReadOnlySpan<double> InverseLengths(ReadOnlySpan<float> vectors, int firstRow, Span<double> buffer)
    {
        if (options.RowLengths is { } known)
            return known.Inverse[firstRow..];
        RankingDistances.Prepare(metric, vectors, dimension, buffer);
        return buffer;
    }
}
