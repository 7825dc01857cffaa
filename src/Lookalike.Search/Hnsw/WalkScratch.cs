namespace Lookalike.Search.Hnsw;

/// <summary>The memory of one walk at a time: what it has visited, its candidates and a few rows. Grows with the graph; used again by later walks.</summary>
internal sealed unsafe class WalkScratch
{
    private const int WordBits = 64;

    private readonly byte[] _queryArray; // pinned, as all the arrays that a pointer leads into
    private ulong[] _visitedArray = [];
    private ulong* _visited;
    private ulong[] _poolArray = [];
    private int[] _metArray = [];
    private int* _met;
    private int _metCount;

    public WalkScratch(int codeBytes, int baseWidth)
    {
        _queryArray = GC.AllocateArray<byte>(codeBytes + 64, pinned: true);
        fixed (byte* start = _queryArray) Query = (byte*)(((nint)start + 63) & ~63);
        Selected = new ulong[baseWidth];
        Around = new ulong[(baseWidth * 2) + 1];
    }

    /// <summary>The codes of the vector that the walk looks for, padded like those of a node.</summary>
    public byte* Query { get; }

    /// <summary>The neighbours chosen for one node on one layer.</summary>
    public ulong[] Selected { get; }

    /// <summary>The candidates of one row that is made anew.</summary>
    public ulong[] Around { get; }

    /// <summary>The open ends of a filtered walk, a heap with the nearest on top.</summary>
    public PriorityQueue<int, uint> Frontier { get; } = new();

    /// <summary>A vector on its way to its codes.</summary>
    public float[] Floats { get; set; } = [];

    /// <summary>The bitmap of the nodes that the walk has visited.</summary>
    public ulong* Visited => _visited;

    /// <summary>Forgets the last walk's visits and makes room for those of a graph.</summary>
    public void Begin(int capacity)
    {
        // Word by word, since a walk visits a small part of a large graph.
        for (int i = 0; i < _metCount; i++) _visited[(uint)_met[i] / WordBits] = 0;
        _metCount = 0;
        int words = (capacity + WordBits - 1) / WordBits;
        if (_visitedArray.Length >= words) return;
        _visitedArray = GC.AllocateArray<ulong>(words + (words / 2), pinned: true);
        fixed (ulong* start = _visitedArray) _visited = start;
    }

    /// <summary>Room for the nodes met next, which <see cref="Met"/> then counts. Stays where it is until asked for again.</summary>
    public int* RoomToMeet(int count)
    {
        if (_metCount + count > _metArray.Length)
        {
            int[] larger = GC.AllocateUninitializedArray<int>(Math.Max(4096, 2 * (_metCount + count)), pinned: true);
            _metArray.AsSpan(0, _metCount).CopyTo(larger);
            _metArray = larger;
            fixed (int* start = larger) _met = start;
        }

        return _met + _metCount;
    }

    /// <summary>Counts nodes as visited, whose bits are set.</summary>
    public void Met(int count) => _metCount += count;

    /// <summary>Visits one node.</summary>
    public void Visit(int node)
    {
        _visited[(uint)node / WordBits] |= 1UL << node;
        *RoomToMeet(1) = node;
        Met(1);
    }

    public CandidatePool Pool(int capacity)
    {
        if (_poolArray.Length < capacity) _poolArray = GC.AllocateUninitializedArray<ulong>(capacity, pinned: true);
        fixed (ulong* start = _poolArray) return new CandidatePool(start, capacity);
    }
}
