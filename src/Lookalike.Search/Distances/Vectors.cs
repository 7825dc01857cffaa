namespace Lookalike.Search.Distances;

/// <summary>The check of vectors that lie one after another, at the boundary.</summary>
internal static class Vectors
{
    public static void ThrowIfInvalid(int length, int dimension, string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (length % dimension != 0)
        {
            throw new ArgumentException(
                $"{parameter} holds {length} floats, which is no whole number of vectors of dimension {dimension}. " +
                "Pass the dimension that the vectors were stored with.",
                parameter);
        }
    }
}
