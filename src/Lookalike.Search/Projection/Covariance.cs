using Lookalike.Search.Distances;

namespace Lookalike.Search.Projection;

/// <summary>The covariance of vectors, on all processors. The same bits on every run, however many threads there are.</summary>
internal static class Covariance
{
    /// <summary>
    /// Vectors summed in single precision before their sum joins the double-precision total. A multiple of every register,
    /// and not of 4096 bytes, so that the columns of a block do not compete for the same cache lines.
    /// </summary>
    private const int BlockVectors = 240;

    private const int ChunkDimensions = 32;

    /// <summary>The mean of [n, dimension] vectors.</summary>
    public static double[] Mean(ReadOnlySpan<float> vectors, int dimension)
    {
        var mean = new double[dimension];
        for (int start = 0; start < vectors.Length; start += dimension)
        {
            ReadOnlySpan<float> vector = vectors.Slice(start, dimension);
            for (int i = 0; i < mean.Length; i++)
                mean[i] += vector[i];
        }

        int count = vectors.Length / dimension;
        for (int i = 0; i < mean.Length; i++)
            mean[i] /= count;
        return mean;
    }

    /// <summary>The covariance, divided by n, of [n, dimension] vectors around a mean.</summary>
    /// <returns>[dimension, dimension], symmetric.</returns>
    public static double[,] Compute(ReadOnlyMemory<float> vectors, int dimension, double[] mean)
    {
        var total = new double[dimension, dimension];
        int count = vectors.Length / dimension;
        int chunks = (dimension + ChunkDimensions - 1) / ChunkDimensions;
        var columns = new float[dimension * BlockVectors];
        for (int start = 0; start < count; start += BlockVectors)
        {
            int rows = Math.Min(BlockVectors, count - start);
            ReadOnlyMemory<float> block = vectors.Slice(start * dimension, rows * dimension);
            Parallel.For(0, chunks, chunk => CentreColumns(block.Span, dimension, mean, chunk, columns));

            // The products of two columns, each dimension with itself and those before it.
            Parallel.For(0, chunks, chunk => AddProducts(columns, dimension, rows, chunk, total));
        }

        for (int i = 0; i < dimension; i++)
        {
            for (int j = 0; j <= i; j++)
                total[i, j] = total[j, i] = total[i, j] / count;
        }

        return total;
    }

    /// <summary>(rows, dimension) -> (dimension, rows), for the dimensions of a chunk.</summary>
    private static void CentreColumns(ReadOnlySpan<float> vectors, int dimension, double[] mean, int chunk, float[] columns)
    {
        int rows = vectors.Length / dimension;
        int first = chunk * ChunkDimensions;
        int end = Math.Min(first + ChunkDimensions, dimension);
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> vector = vectors.Slice(row * dimension, dimension);
            for (int i = first; i < end; i++)
                columns[(i * rows) + row] = (float)(vector[i] - mean[i]);
        }
    }

    private static void AddProducts(float[] columns, int dimension, int rows, int chunk, double[,] total)
    {
        int first = chunk * ChunkDimensions;
        int end = Math.Min(first + ChunkDimensions, dimension);
        var products = new float[(end - first) * end];
        Sums<Product>.Tile(columns.AsSpan(first * rows, (end - first) * rows), columns.AsSpan(0, end * rows), rows, products, end);
        for (int i = first; i < end; i++)
        {
            for (int j = 0; j <= i; j++)
                total[i, j] += products[((i - first) * end) + j];
        }
    }
}
