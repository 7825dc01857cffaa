using System.Buffers;
using System.Numerics.Tensors;
using Lookalike.Search.Distances;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Lookalike.Search.Projection;

/// <summary>
/// The directions in which vectors vary most, found without labels or training (Pearson, On lines and planes of closest fit to
/// systems of points in space, 1901). The baseline that a learned encoder has to beat. Immutable, so thread-safe.
/// </summary>
internal sealed class PrincipalComponents
{
    private const int BlockVectors = 64;

    private readonly float[] _mean;
    private readonly float[] _directions; // (Components, Dimension)

    /// <summary>Components that were found elsewhere.</summary>
    /// <param name="mean">[Dimension]. Kept.</param>
    /// <param name="directions">[Components, Dimension], row-major. Kept.</param>
    internal PrincipalComponents(float[] mean, float[] directions)
    {
        _mean = mean;
        _directions = directions;
    }

    /// <summary>Floats in a vector before the projection.</summary>
    public int Dimension => _mean.Length;

    /// <summary>Floats in a vector after the projection.</summary>
    public int Components => _directions.Length / _mean.Length;

    /// <summary>Finds the components of a set of vectors.</summary>
    /// <param name="vectors">[n, dimension] finite floats, row-major, at least one vector. Not retained.</param>
    /// <param name="dimension">
    /// Floats in a vector, 1 and up. The time to decompose grows with its cube and the memory with its square: made for some
    /// thousands at most.
    /// </param>
    /// <param name="components">The components to keep, 1 to <paramref name="dimension"/>, those of the largest variance first.</param>
    /// <returns>
    /// The components. The sign of each is the one that makes its entry of largest magnitude positive, so that the same vectors
    /// give the same projection.
    /// </returns>
    /// <remarks>Runs on all processors.</remarks>
    /// <exception cref="ArgumentException">
    /// There are no vectors, their length is no multiple of <paramref name="dimension"/>, or a value is not finite.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static PrincipalComponents Fit(ReadOnlyMemory<float> vectors, int dimension, int components)
    {
        Vectors.ThrowIfInvalid(vectors.Length, dimension, nameof(vectors));
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(components, dimension);
        if (vectors.IsEmpty)
            throw new ArgumentException("There are no vectors to find the components of.", nameof(vectors));

        double[] mean = Covariance.Mean(vectors.Span, dimension);
        int infinite = Array.FindIndex(mean, value => !double.IsFinite(value));
        if (infinite >= 0)
        {
            throw new ArgumentException(
                $"Dimension {infinite} of the vectors has the mean {mean[infinite]}: a value there is not finite. Leave such vectors out.",
                nameof(vectors));
        }

        Evd<double> decomposition = Matrix<double>.Build.DenseOfArray(Covariance.Compute(vectors, dimension, mean))
            .Evd(Symmetricity.Symmetric);

        // Eigenvalues come in rising order; the largest are the last columns.
        var directions = new float[components * dimension];
        for (int i = 0; i < components; i++)
        {
            double[] direction = decomposition.EigenVectors.Column(dimension - 1 - i).ToArray();
            double sign = double.IsNegative(direction.MaxBy(Math.Abs)) ? -1 : 1;
            for (int j = 0; j < dimension; j++)
                directions[(i * dimension) + j] = (float)(sign * direction[j]);
        }

        return new PrincipalComponents(Array.ConvertAll(mean, value => (float)value), directions);
    }

    /// <summary>Projects vectors onto the components, after taking the mean off.</summary>
    /// <param name="vectors">[n, <see cref="Dimension"/>] floats, row-major.</param>
    /// <param name="projected">Receives [n, <see cref="Components"/>] floats, row-major. Must not overlap <paramref name="vectors"/>.</param>
    /// <exception cref="ArgumentException">
    /// The length of <paramref name="vectors"/> is no multiple of <see cref="Dimension"/>, or <paramref name="projected"/> is too short.
    /// </exception>
    public void Project(ReadOnlySpan<float> vectors, Span<float> projected)
    {
        Vectors.ThrowIfInvalid(vectors.Length, Dimension, nameof(vectors));
        int count = vectors.Length / Dimension;
        if (projected.Length < (long)count * Components)
        {
            throw new ArgumentException(
                $"There is room for {projected.Length} floats; {count} vectors of {Components} components need {(long)count * Components}.",
                nameof(projected));
        }

        float[] buffer = ArrayPool<float>.Shared.Rent(Math.Min(BlockVectors, count) * Dimension);
        for (int start = 0; start < count; start += BlockVectors)
        {
            int block = Math.Min(BlockVectors, count - start);
            Span<float> centred = buffer.AsSpan(0, block * Dimension);
            for (int i = 0; i < block; i++)
            {
                TensorPrimitives.Subtract(
                    vectors.Slice((start + i) * Dimension, Dimension), _mean, centred.Slice(i * Dimension, Dimension));
            }

            Sums<Product>.Tile(centred, _directions, Dimension, projected.Slice(start * Components, block * Components), Components);
        }

        ArrayPool<float>.Shared.Return(buffer);
    }
}
