using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Lookalike.Search;

/// <summary>The scan of a quantized search: ranks by codes, then the few nearest by their floats.</summary>
/// <param name="rows">The database's codes.</param>
/// <param name="queryCodes">[queries, dimension] codes.</param>
/// <param name="database">[rows, dimension] floats.</param>
/// <param name="queries">[queries, dimension] floats.</param>
/// <param name="metric">The metric.</param>
/// <param name="results">Receives the neighbours of query q at [q * top, q * top + found).</param>
/// <param name="top">From one query's results to the next query's.</param>
/// <param name="found">The neighbours there are of each query.</param>
/// <param name="options">The caller's options.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly struct QuantizedScan(
    RowCodes rows, ReadOnlyMemory<byte> queryCodes, ReadOnlyMemory<float> database, ReadOnlyMemory<float> queries,
    DistanceMetric metric, Memory<Neighbour> results, int top, int found, ExactSearchOptions options)
    : IRowScan
{
    /// <summary>Distances held between computing and ranking: 16 KiB, which the first cache keeps.</summary>
    private const int BlockDistances = 4096;

    /// <summary>Codes of the database that all queries of a block pass by: 128 KiB, which the second cache keeps.</summary>
    private const int BlockCodes = 131_072;

    private const int MinBlockRows = 16;

    public int Run(
        int firstQuery, int queryCount, int firstRow, int rowCount, Span<Neighbour> heaps, int stride, int capacity)
    {
        int dimension = rows.Quantizer.Dimension;
        int blockRows = Math.Min(rowCount, Math.Clamp(BlockCodes / dimension, MinBlockRows, BlockDistances));
        float[] distanceBuffer = ArrayPool<float>.Shared.Rent(blockRows);
        try
        {
            var positions = new AllowedPositions(options.Allowed.Span);
            int kept = 0;
            for (int row = firstRow; row < firstRow + rowCount; row += blockRows)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(blockRows, firstRow + rowCount - row);
                int candidates = positions.Count(row, count);
                if (candidates == 0)
                    continue;
                Span<float> distances = distanceBuffer.AsSpan(0, count);
                for (int query = 0; query < queryCount; query++)
                {
                    Compute(queryCodes.Span.Slice((firstQuery + query) * dimension, dimension), row, distances);
                    var heap = new NeighbourHeap(heaps.Slice(query * stride, capacity), kept);
                    BlockRanking.Offer(ref heap, distances, row, positions);
                }

                kept = Math.Min(capacity, kept + candidates);
            }

            return kept;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(distanceBuffer);
        }
    }

    public void Finish(int query, Span<Neighbour> nearest)
    {
        int dimension = rows.Quantizer.Dimension;
        ReadOnlySpan<float> vector = queries.Span.Slice(query * dimension, dimension);
        Span<Neighbour> own = results.Span.Slice(query * top, found);
        var heap = new NeighbourHeap(own, 0);
        foreach (Neighbour candidate in nearest)
        {
            ReadOnlySpan<float> row = database.Span.Slice(candidate.Position * dimension, dimension);
            heap.Offer(new Neighbour(candidate.Position, BlockRanking.OrInfinity(RankingDistances.Pair(metric, vector, row))));
        }

        ExactScan.Finish(own, metric);
    }

    private void Compute(ReadOnlySpan<byte> query, int firstRow, Span<float> distances)
    {
        ReadOnlySpan<byte> codes = rows.Codes.Slice(firstRow * query.Length, distances.Length * query.Length);
        if (metric == DistanceMetric.DotProduct)
        {
            CodeSums<CodeProduct>.Rows(query, codes, distances);
            TensorPrimitives.Negate(distances, distances);
        }
        else
        {
            CodeSums<CodeSquaredDifference>.Rows(query, codes, distances);
        }

        if (!rows.Corrections.IsEmpty)
            TensorPrimitives.Add(distances, rows.Corrections.Slice(firstRow, distances.Length), distances);
    }
}
