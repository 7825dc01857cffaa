using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Lookalike.Search.Exact;

/// <summary>
/// The nearest neighbours seen so far, in memory that the caller lends: a binary heap with the farthest one on top, ready to go.
/// Of two at the same distance the one with the higher position is the farther.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct NeighbourHeap
{
    private readonly Span<Neighbour> _items;

    /// <summary>Takes up a heap again.</summary>
    /// <param name="items">Room for the neighbours kept, at least one.</param>
    /// <param name="count">How many of the items are filled already.</param>
    public NeighbourHeap(Span<Neighbour> items, int count)
    {
        Debug.Assert(!items.IsEmpty);
        _items = items;
        Count = count;
    }

    public int Count { get; private set; }

    public readonly bool IsFull => Count == _items.Length;

    /// <summary>A distance that a later position must beat to come in, once the heap is full.</summary>
    public readonly float Worst => _items[0].Distance;

    public static int Compare(Neighbour left, Neighbour right)
    {
        int byDistance = left.Distance.CompareTo(right.Distance);
        return byDistance != 0 ? byDistance : left.Position.CompareTo(right.Position);
    }

    public void Offer(Neighbour candidate)
    {
        if (!IsFull)
            SiftUp(Count++, candidate);
        else if (IsNearer(candidate, _items[0]))
            SiftDown(candidate);
    }

    private static bool IsNearer(Neighbour left, Neighbour right) =>
        left.Distance < right.Distance || (left.Distance == right.Distance && left.Position < right.Position);

    private readonly void SiftUp(int hole, Neighbour item)
    {
        while (hole > 0)
        {
            int parent = (hole - 1) / 2;
            if (!IsNearer(_items[parent], item))
                break;
            _items[hole] = _items[parent];
            hole = parent;
        }

        _items[hole] = item;
    }

    private readonly void SiftDown(Neighbour item)
    {
        int hole = 0;
        while ((2 * hole) + 1 < _items.Length)
        {
            int child = (2 * hole) + 1;
            if (child + 1 < _items.Length && IsNearer(_items[child], _items[child + 1]))
                child++;
            if (!IsNearer(item, _items[child]))
                break;
            _items[hole] = _items[child];
            hole = child;
        }

        _items[hole] = item;
    }
}
