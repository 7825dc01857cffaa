using Lookalike.Search.Distances;

namespace Lookalike.Search.Exact;

/// <summary>
/// The lengths of a database's vectors, computed once. A cosine search that is given them reads every vector once and not twice;
/// what it finds is the same. 8 bytes a row. Immutable, so thread-safe.
/// </summary>
internal sealed class RowLengths
{
    private readonly double[] _inverse;

    private RowLengths(double[] inverse, int dimension)
    {
        _inverse = inverse;
        Dimension = dimension;
    }

    /// <summary>The number of vectors.</summary>
    public int Count => _inverse.Length;

    /// <summary>Floats in a vector.</summary>
    public int Dimension { get; }

    /// <summary>1 over each length, 0 for a vector of zeros, [rows].</summary>
    internal ReadOnlySpan<double> Inverse => _inverse;

    /// <summary>Computes the lengths of a database's vectors. They hold until the database changes.</summary>
    /// <param name="database">The vectors, [rows, dimension], row-major. Not retained.</param>
    /// <param name="dimension">Floats in a vector, 1 and up.</param>
    /// <returns>The lengths, in the order of the rows.</returns>
    /// <exception cref="ArgumentException">The database is no whole number of vectors.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dimension"/> is below 1.</exception>
    public static RowLengths Of(ReadOnlySpan<float> database, int dimension)
    {
        Vectors.ThrowIfInvalid(database.Length, dimension, nameof(database));
        var inverse = new double[database.Length / dimension];
        CosineDistance.InverseLengths(database, dimension, inverse);
        return new RowLengths(inverse, dimension);
    }
}
