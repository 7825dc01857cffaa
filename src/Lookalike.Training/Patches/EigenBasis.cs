using static TorchSharp.torch;

namespace Lookalike.Training.Patches;

/// <summary>
/// The first eigenvectors of a symmetric matrix, or of one relative to another, in double precision. The sign of each is the one that makes its
/// entry of largest magnitude positive. Immutable, so thread-safe.
/// </summary>
internal sealed class EigenBasis
{
    private EigenBasis(double[] values, double[] vectors) => (Values, Vectors) = (values, vectors);

    /// <summary>[count], the largest first.</summary>
    public double[] Values { get; }

    /// <summary>[count, n], row-major, in the order of the values.</summary>
    public double[] Vectors { get; }

    /// <summary>The eigenvectors of the largest eigenvalues, each of length 1.</summary>
    /// <param name="matrix">[n, n], symmetric.</param>
    /// <param name="count">How many, 1 to n.</param>
    public static EigenBasis Of(double[,] matrix, int count)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        (Tensor values, Tensor vectors) = linalg.eigh(tensor(matrix)); // -> (n), (n,n), rising, vectors as columns
        return First(values, vectors, count);
    }

    /// <summary>
    /// The generalised eigenvectors of the largest eigenvalues: matrix u = value metric u, with u' metric u = 1. With metric = L L' these are
    /// u = L'^-1 q for the eigenvectors q of L^-1 matrix L'^-1.
    /// </summary>
    /// <param name="matrix">[n, n], symmetric.</param>
    /// <param name="metric">[n, n], symmetric, positive definite.</param>
    /// <param name="count">How many, 1 to n.</param>
    public static EigenBasis Of(double[,] matrix, double[,] metric, int count)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Tensor lower = linalg.cholesky(tensor(metric)); // -> (n,n)
        Tensor half = linalg.solve_triangular(lower, tensor(matrix), upper: false); // L^-1 matrix
        Tensor whole = linalg.solve_triangular(lower, half.mT.contiguous(), upper: false); // L^-1 matrix L'^-1, as the matrix is symmetric
        (Tensor values, Tensor vectors) = linalg.eigh(whole);
        return First(values, linalg.solve_triangular(lower.mT.contiguous(), vectors, upper: true), count);
    }

    private static EigenBasis First(Tensor values, Tensor vectors, int count)
    {
        long size = values.shape[0];
        double[] first = values.narrow(0, size - count, count).flip(0).contiguous().data<double>().ToArray();
        double[] rows = vectors.mT.narrow(0, size - count, count).flip(0).contiguous().data<double>().ToArray();
        for (int start = 0; start < rows.Length; start += (int)size)
        {
            Span<double> row = rows.AsSpan(start, (int)size);
            double largest = 0;
            foreach (double value in row)
            {
                if (Math.Abs(value) > Math.Abs(largest)) largest = value;
            }

            if (largest >= 0) continue;
            foreach (ref double value in row) value = -value;
        }

        return new EigenBasis(first, rows);
    }
}
