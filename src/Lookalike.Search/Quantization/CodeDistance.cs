using System.Runtime.Intrinsics;

namespace Lookalike.Search.Quantization;

/// <summary>
/// Whole-number sums over pairs of code vectors: what distances are made from. Every result is exact and the same on every
/// machine. Thread-safe; allocates nothing. The references are to the first of [dimension] codes; nothing past them is read.
/// </summary>
internal static class CodeDistance
{
    /// <summary>The most dimensions: an int holds 32,768 times 255 squared, with little to spare.</summary>
    public const int MaxDimension = 32_768;

    /// <summary>The sum of squared differences of two code vectors.</summary>
    /// <param name="left">The first of [dimension] codes.</param>
    /// <param name="right">The first of [dimension] codes.</param>
    /// <param name="dimension">Codes in a vector, 1 to <see cref="MaxDimension"/>.</param>
    public static int SquaredDifference(ref readonly byte left, ref readonly byte right, int dimension) =>
        CodeSums<CodeSquaredDifference>.Pair(in left, in right, dimension);

    /// <summary>The sums of squared differences of one query with four rows, which may lie anywhere.</summary>
    public static Vector128<int> SquaredDifferenceOneToFour(
        ref readonly byte query, ref readonly byte row0, ref readonly byte row1, ref readonly byte row2, ref readonly byte row3,
        int dimension) =>
        CodeSums<CodeSquaredDifference>.OneToFour(in query, in row0, in row1, in row2, in row3, dimension);

    /// <summary>The dot product of two code vectors.</summary>
    /// <param name="left">The first of [dimension] codes.</param>
    /// <param name="right">The first of [dimension] codes.</param>
    /// <param name="dimension">Codes in a vector, 1 to <see cref="MaxDimension"/>.</param>
    public static int Dot(ref readonly byte left, ref readonly byte right, int dimension) =>
        CodeSums<CodeProduct>.Pair(in left, in right, dimension);
}
