using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lookalike.Search.Exact;

/// <summary>Offers the distances of neighbouring rows to a heap, most of them a register at a time.</summary>
internal static class BlockRanking
{
    /// <summary>Offers every allowed row of a block. Each block that a heap is offered lies after the one before.</summary>
    public static void Offer(ref NeighbourHeap heap, ReadOnlySpan<float> distances, int firstPosition, AllowedPositions allowed)
    {
        int i = 0;
        for (; i < distances.Length && !heap.IsFull; i++)
        {
            if (allowed.Contains(firstPosition + i))
                heap.Offer(new Neighbour(firstPosition + i, OrInfinity(distances[i])));
        }

        if (i == distances.Length)
            return;

        // Positions only rise, so a distance equal to the worst kept never comes in, and a whole register of distances
        // that do not beat it goes by in one comparison.
        ref float start = ref MemoryMarshal.GetReference(distances);
        float worst = heap.Worst;
        for (; i <= distances.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            if (Vector.LessThanAny(Vector.LoadUnsafe(ref start, (nuint)i), new Vector<float>(worst)))
                worst = OfferNearer(ref heap, distances.Slice(i, Vector<float>.Count), firstPosition + i, allowed);
        }

        OfferNearer(ref heap, distances[i..], firstPosition + i, allowed);
    }

    /// <summary>The distance that ranks: one that is not a number counts as infinity.</summary>
    public static float OrInfinity(float distance) => float.IsNaN(distance) ? float.PositiveInfinity : distance;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float OfferNearer(ref NeighbourHeap heap, ReadOnlySpan<float> distances, int firstPosition, AllowedPositions allowed)
    {
        for (int i = 0; i < distances.Length; i++)
        {
            if (distances[i] < heap.Worst && allowed.Contains(firstPosition + i))
                heap.Offer(new Neighbour(firstPosition + i, distances[i]));
        }

        return heap.Worst;
    }
}
