using System.Runtime.InteropServices;

namespace Lookalike.Search.Hnsw;

/// <summary>
/// The nearest nodes that a walk has met, nearest first, each marked once the walk has gone on from it. A sorted array: for the
/// few hundred candidates of a search, moving them over costs less than the branches of a heap.
/// </summary>
/// <remarks>An item is the distance in its upper half, then the node, then the mark, so that items sort by distance and node.</remarks>
[StructLayout(LayoutKind.Auto)]
internal unsafe struct CandidatePool
{
    // The mark is the lowest bit, so that setting it moves no item: a marked one still sorts before every item of a later node or a larger
    // distance. The distance stands on top, so that one comparison of 64 bits orders by distance, and equal distances by node: the order
    // of a walk depends on nothing else.
    private const ulong Mark = 1;

    // Below this the call that moves memory costs more than the moves: most candidates of a walk come in near the end of the array.
    private const int MovedOneByOne = 16;

    private readonly ulong* _items;
    private readonly int _capacity;
    private int _next; // every item before it is marked; those after it may be too

    /// <param name="items">Room for <paramref name="capacity"/> items.</param>
    /// <param name="capacity">The most candidates kept.</param>
    public CandidatePool(ulong* items, int capacity)
    {
        _items = items;
        _capacity = capacity;
        _next = 0;
        Count = 0;
    }

    public int Count { get; private set; }

    /// <summary>A distance that a new candidate must beat.</summary>
    public readonly uint Worst => Count == _capacity ? Distance(_items[Count - 1]) : uint.MaxValue;

    public readonly ReadOnlySpan<ulong> Items => new(_items, Count);

    public readonly bool IsFull => Count == _capacity;

    public static ulong Item(uint distance, int node) => ((ulong)distance << 32) | ((ulong)(uint)node << 1);

    public static uint Distance(ulong item) => (uint)(item >> 32);

    public static int Node(ulong item) => (int)((uint)item >> 1);

    /// <summary>Keeps a candidate if it is among the nearest. True if it is the nearest that the walk has not gone on from.</summary>
    public bool Add(uint distance, int node)
    {
        if (distance >= Worst) return false;
        ulong item = Item(distance, node);
        int low = 0, high = Count;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (_items[middle] < item) low = middle + 1;
            else high = middle;
        }

        // A full pool loses its last item, which MoveUp overwrites.
        if (Count < _capacity) Count++;
        MoveUp(_items + low, Count - 1 - low);
        _items[low] = item;
        // What comes in before the first unmarked one is where the walk goes on: the graph around it is fetched by the caller at once.
        if (low > _next) return false;
        _next = low;
        return true;
    }

    private static void MoveUp(ulong* first, int count)
    {
        if (count > MovedOneByOne)
        {
            Buffer.MemoryCopy(first, first + 1, (long)count * sizeof(ulong), (long)count * sizeof(ulong));
            return;
        }

        for (ulong* item = first + count; item > first; item--) *item = item[-1];
    }

    /// <summary>Marks the nearest candidate that is not marked; false if there is none.</summary>
    public bool TryTake(out int node)
    {
        while (_next < Count && (_items[_next] & Mark) != 0) _next++;
        if (_next == Count)
        {
            node = 0;
            return false;
        }

        node = Node(_items[_next]);
        _items[_next++] |= Mark;
        return true;
    }
}
