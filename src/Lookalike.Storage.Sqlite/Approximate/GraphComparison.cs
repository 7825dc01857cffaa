using System.Numerics.Tensors;
using Lookalike.Search.Hnsw;
using Lookalike.Storage.Sqlite.Vectors;

namespace Lookalike.Storage.Sqlite.Approximate;

/// <summary>Compares a graph with the vectors that it is to be of.</summary>
internal static class GraphComparison
{
    /// <summary>The slots of a range, up to before its end, in which they differ.</summary>
    public static List<int> Differences(HnswIndex index, VectorMatrix matrix, int first, int end)
    {
        List<int> differing = [];
        for (int slot = first; slot < end; slot++)
        {
            if (Differs(index, matrix, slot)) differing.Add(slot);
        }

        return differing;
    }

    /// <summary>Whether they differ in a slot.</summary>
    public static bool Differs(HnswIndex index, VectorMatrix matrix, int slot) =>
        IsSearchable(matrix, slot) ? !index.Contains(slot, matrix.Row(slot).Span) : index.Contains(slot);

    /// <summary>
    /// Whether a slot belongs into a graph. A vector of numbers that are not finite is near to nothing; none is written, but a damaged file has
    /// them.
    /// </summary>
    public static bool IsSearchable(VectorMatrix matrix, int slot) => matrix.IsOccupied(slot) && TensorPrimitives.IsFiniteAll(matrix.Row(slot).Span);

    /// <summary>All slots that belong into a graph, a bit for each.</summary>
    public static ulong[] Searchable(VectorMatrix matrix)
    {
        ulong[] searchable = [.. matrix.Occupied];
        for (int slot = 0; slot < matrix.Slots; slot++)
        {
            if (!IsSearchable(matrix, slot)) searchable[slot / 64] &= ~(1UL << (slot % 64));
        }

        return searchable;
    }
}
