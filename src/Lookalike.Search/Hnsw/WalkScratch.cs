namespace Lookalike.Search;

/// <summary>The memory of one walk at a time: what it has visited, its candidates and a few rows. Grows with the graph; used again by later walks.</summary>
internal sealed unsafe class WalkScratch
{
    private const int WordBits = 64;

    private ulong[] _visitedArray = [];
    private ulong* _visited;
    private ulong[] _poolArray = [];
    private int[] _touched = new int[1024];
    private int _touchedCount;

    public WalkScratch(int codeBytes, int baseWidth)
    {
        QueryArray = GC.AllocateArray<byte>(codeBytes + 64, pinned: true);
        fixed (byte* start = QueryArray) Query = (byte*)(((nint)start + 63) & ~63);
        Batch = GC.AllocateArray<int>(baseWidth, pinned: true);
        Selected = GC.AllocateArray<ulong>(baseWidth, pinned: true);
        Around = new ulong[(baseWidth * 2) + 1];
    }

    /// <summary>The codes of the vector that the walk looks for, padded like those of a node.</summary>
    public byte* Query { get; }

    private byte[] QueryArray { get; }

    /// <summary>The neighbours of one node that the walk has not visited before.</summary>
    public int[] Batch { get; }

    /// <summary>The neighbours chosen for one node on one layer.</summary>
    public ulong[] Selected { get; }

    /// <summary>The candidates of one row that is made anew.</summary>
    public ulong[] Around { get; }

    /// <summary>The open ends of a filtered walk, a heap with the nearest on top.</summary>
    public PriorityQueue<int, uint> Frontier { get; } = new();

    /// <summary>Neighbours on their way to the caller.</summary>
    public Neighbour[] Ranked { get; private set; } = [];

    /// <summary>A vector on its way to its codes.</summary>
    public float[] Floats { get; set; } = [];

    /// <summary>Forgets the last walk's visits and makes room for those of a graph.</summary>
    public void Begin(int capacity)
    {
        for (int i = 0; i < _touchedCount; i++) _visited[_touched[i] / WordBits] = 0;
        _touchedCount = 0;
        int words = (capacity + WordBits - 1) / WordBits;
        if (_visitedArray.Length >= words) return;
        _visitedArray = GC.AllocateArray<ulong>(words + (words / 2), pinned: true);
        fixed (ulong* start = _visitedArray) _visited = start;
    }

    /// <summary>True the first time that a node is asked for in a walk.</summary>
    public bool Visit(int node)
    {
        ref ulong word = ref _visited[(uint)node / WordBits];
        ulong bit = 1UL << (node % WordBits);
        if ((word & bit) != 0) return false;
        word |= bit;
        if (_touchedCount == _touched.Length) Array.Resize(ref _touched, 2 * _touchedCount);
        _touched[_touchedCount++] = node;
        return true;
    }

    public CandidatePool Pool(int capacity)
    {
        if (_poolArray.Length < capacity) _poolArray = GC.AllocateUninitializedArray<ulong>(capacity, pinned: true);
        fixed (ulong* start = _poolArray) return new CandidatePool(start, capacity);
    }

    public Span<Neighbour> RoomToRank(int count)
    {
        if (Ranked.Length < count) Ranked = new Neighbour[count];
        return Ranked.AsSpan(0, count);
    }
}
