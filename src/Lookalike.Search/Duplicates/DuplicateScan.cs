using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Lookalike.Core;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;

namespace Lookalike.Search.Duplicates;

/// <summary>Compares every allowed vector with every later one, a block of vectors with a block of rows at a time, and joins the near ones.</summary>
internal sealed class DuplicateScan(
    ReadOnlyMemory<float> vectors, int dimension, DistanceMetric metric, float limit, ExactSearchOptions options, DisjointSets sets)
{
    /// <summary>Vectors that share one pass over the rows, as in an exact search.</summary>
    private const int BlockVectors = ScanPlan.MaxQueries;

    /// <summary>Distances held between computing and joining: 16 KiB, which the first cache keeps.</summary>
    private const int BlockDistances = 4096;

    private const int BlockRows = BlockDistances / BlockVectors;

    private readonly int _count = vectors.Length / dimension;
    private readonly RowLengths? _lengths = metric == DistanceMetric.Cosine ? options.RowLengths ?? RowLengths.Of(vectors.Span, dimension) : null;
    private readonly Lock _reporting = new();
    private int _done;

    /// <summary>Compares all pairs.</summary>
    /// <param name="progress">Told how many vectors are compared with all later ones, from any thread, one call at a time; or null.</param>
    public void Run(IProgress<Progress>? progress)
    {
        int blocks = (int)(((long)_count + BlockVectors - 1) / BlockVectors);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxThreads, CancellationToken = options.CancellationToken };

        // The first block has all rows after it and the last none: one from each end together are the same work every time.
        Parallel.For(0, (blocks + 1) / 2, parallel, i =>
        {
            int mirror = blocks - 1 - i;
            int done = Compare(i) + (mirror == i ? 0 : Compare(mirror));
            lock (_reporting)
            {
                _done += done;
                progress?.Report(new Progress("comparing", _done, _count));
            }
        });
    }

    /// <summary>Compares the vectors of a block with each other and with all rows after them.</summary>
    /// <returns>How many vectors the block has.</returns>
    private int Compare(int block)
    {
        int first = block * BlockVectors, count = Math.Min(BlockVectors, _count - first);
        var allowed = new AllowedPositions(options.Allowed.Span);
        if (allowed.Count(first, count) == 0)
            return count;
        ReadOnlySpan<float> own = vectors.Span.Slice(first * dimension, count * dimension);
        float[] buffer = ArrayPool<float>.Shared.Rent(BlockDistances);
        try
        {
            for (int row = first; row < _count; row += BlockRows)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                int rows = Math.Min(BlockRows, _count - row);
                if (allowed.Count(row, rows) == 0)
                    continue;
                Span<float> distances = buffer.AsSpan(0, count * rows);
                ReadOnlySpan<double> inverseLengths = _lengths is null ? [] : _lengths.Inverse.Slice(row, rows);
                RankingDistances.Compute(metric, own, vectors.Span.Slice(row * dimension, rows * dimension), dimension, inverseLengths, distances);
                for (int i = 0; i < count; i++)
                {
                    // Of the rows up to the vector itself, each is compared with it in its own turn.
                    int later = Math.Max(0, first + i + 1 - row);
                    if (later < rows && allowed.Contains(first + i))
                        Join(first + i, distances.Slice((i * rows) + later, rows - later), row + later, allowed);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }

        return count;
    }

    /// <summary>Joins a vector with the near ones of a block of rows. Hardly any row is near, so a register of distances goes by in one comparison.</summary>
    private void Join(int position, ReadOnlySpan<float> distances, int firstRow, AllowedPositions allowed)
    {
        ref float start = ref MemoryMarshal.GetReference(distances);
        var maximum = new Vector<float>(limit);
        int i = 0;
        for (; i <= distances.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            if (Vector.LessThanOrEqualAny(Vector.LoadUnsafe(ref start, (nuint)i), maximum))
                JoinEach(position, distances.Slice(i, Vector<float>.Count), firstRow + i, allowed);
        }

        JoinEach(position, distances[i..], firstRow + i, allowed);
    }

    private void JoinEach(int position, ReadOnlySpan<float> distances, int firstRow, AllowedPositions allowed)
    {
        for (int i = 0; i < distances.Length; i++)
        {
            if (distances[i] <= limit && allowed.Contains(firstRow + i))
                sets.Join(position, firstRow + i);
        }
    }
}
