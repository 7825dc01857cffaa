using System.Numerics.Tensors;
using Lookalike.Search.Distances;
using Lookalike.Search.Projection;

namespace Lookalike.Training.Patches;

/// <summary>
/// A patch in coordinates in which all directions vary alike, brought to length 1, so that the product of two is a cosine that fine structure
/// counts in as much as tone (Coates, Lee and Ng, An analysis of single-layer networks in unsupervised feature learning, 2011). Immutable, so
/// thread-safe.
/// </summary>
internal sealed class PatchWhitening
{
    /// <summary>What is added to every variance: directions that hold only noise are not blown up to the size of the others.</summary>
    private const double Tolerance = 1e-3;

    /// <summary>
    /// What is added to the square of a length. A patch that is plain but for rounding, far below one step of one pixel's 255, stays nearly zero,
    /// and so is like nothing.
    /// </summary>
    private const float PlainSquare = 1e-6f;

    private readonly float[] _rows; // (Dimensions, PatchSize)
    private readonly int _patchSize;

    private PatchWhitening(float[] rows, int patchSize) => (_rows, _patchSize) = (rows, patchSize);

    /// <summary>Values of a whitened patch.</summary>
    public int Dimensions => _rows.Length / _patchSize;

    /// <summary>Fits it to patches and their mirrors.</summary>
    /// <param name="patches">[n, patchSize], at least one.</param>
    /// <param name="patchSize">Values of a patch.</param>
    /// <param name="dimensions">Directions to keep, those of the largest variance; <paramref name="patchSize"/> where that is fewer.</param>
    public static PatchWhitening Fit(float[] patches, int patchSize, int dimensions)
    {
        // About zero, not about the mean: patches come centred by image.
        double[,] covariance = Covariance.Compute(patches, patchSize, new double[patchSize]);
        var symmetric = new double[patchSize, patchSize];
        for (int i = 0; i < patchSize; i++)
        {
            for (int j = 0; j < patchSize; j++)
                symmetric[i, j] = (covariance[i, j] + covariance[PatchGrid.MirrorOf(i), PatchGrid.MirrorOf(j)]) / 2;
        }

        EigenBasis basis = EigenBasis.Of(symmetric, Math.Min(dimensions, patchSize));
        float[] rows = new float[basis.Vectors.Length];
        for (int i = 0; i < rows.Length; i++) rows[i] = (float)(basis.Vectors[i] / Math.Sqrt(Math.Max(basis.Values[i / patchSize], 0) + Tolerance));
        return new PatchWhitening(rows, patchSize);
    }

    /// <summary>Whitens patches.</summary>
    /// <param name="patches">[n, patchSize].</param>
    /// <param name="whitened">Receives [n, <see cref="Dimensions"/>], each of length 1, or nearly zero where the patch is plain; longer is allowed.</param>
    public void Apply(ReadOnlySpan<float> patches, Span<float> whitened)
    {
        int count = patches.Length / _patchSize;
        Sums<Product>.Tile(patches, _rows, _patchSize, whitened, Dimensions);
        for (int i = 0; i < count; i++)
        {
            Span<float> patch = whitened.Slice(i * Dimensions, Dimensions);
            TensorPrimitives.Multiply(patch, 1 / MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(patch) + PlainSquare), patch);
        }
    }
}
