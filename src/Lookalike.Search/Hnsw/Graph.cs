using System.Runtime.CompilerServices;

namespace Lookalike.Search.Hnsw;

/// <summary>
/// The nodes of an index in memory: codes, layers and links, each node under its position. Read by any number of threads while
/// one or more change it: links are whole ints, written one by one after what they lead to, so a reader sees an old link or a new one.
/// </summary>
internal sealed unsafe class Graph
{
    /// <summary>The level of a position that was never added.</summary>
    public const byte Absent = byte.MaxValue;

    /// <summary>No link: ends a row that is not full.</summary>
    public const int None = -1;

    private readonly MemoryBlock _memory;

    public Graph(in GraphLayout layout)
        : this(layout, MemoryBlock.Allocate(layout.Length))
    {
        new Span<byte>(_levels, layout.Capacity).Fill(Absent);
        Fill(_base, (long)layout.Capacity * layout.BaseWidth);
        Fill(_upper, (long)layout.UpperCapacity * layout.Links);
    }

    /// <summary>A graph that lies in memory already. Nothing of it is looked at: <see cref="GraphCheck"/> says whether it may be walked.</summary>
    public Graph(in GraphLayout layout, MemoryBlock memory)
    {
        Layout = layout;
        _memory = memory;
        byte* start = memory.Start;
        Codes = start + layout.CodesAt;
        CodeBytes = layout.CodeBytes;
        BaseWidth = layout.BaseWidth;
        _levels = start + layout.LevelsAt;
        _live = (ulong*)(start + layout.LiveAt);
        _upperStarts = (int*)(start + layout.UpperStartsAt);
        _base = (int*)(start + layout.BaseAt);
        _upper = (int*)(start + layout.UpperAt);
    }

    public GraphLayout Layout { get; }

    /// <summary>[capacity, <see cref="CodeBytes"/>] bytes.</summary>
    public readonly byte* Codes;

    public readonly int CodeBytes;

    /// <summary>Links in a row of the lowest layer; rows of upper layers have half as many.</summary>
    public readonly int BaseWidth;

    private long _entry = -1;

    private readonly byte* _levels;
    private readonly ulong* _live;
    private readonly int* _upperStarts;
    private readonly int* _base;
    private readonly int* _upper;

    public MemoryBlock Memory => _memory;

    /// <summary>Where walks begin: a node of the top layer in the lower half, that layer in the upper; negative while there are no nodes.</summary>
    public long Entry
    {
        get => Volatile.Read(ref _entry);
        set => Volatile.Write(ref _entry, value);
    }

    public static long EntryAt(int node, int level) => ((long)level << 32) | (uint)node;

    /// <summary>The offsets of the codes, which have a place in the block for the sake of the file.</summary>
    public ReadOnlySpan<float> Offsets => new(_memory.Start + Layout.OffsetsAt, Layout.CodeDimension);

    public ReadOnlySpan<ulong> Live => new(_live, (Layout.Capacity + 63) / 64);

    public void SetOffsets(ReadOnlySpan<float> offsets) => offsets.CopyTo(new Span<float>(_memory.Start + Layout.OffsetsAt, Layout.CodeDimension));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* CodesOf(int node) => Codes + ((long)node * CodeBytes);

    public byte Level(int node) => _levels[node];

    public bool IsLive(int node) => ((_live[node >> 6] >> (node & 63)) & 1) != 0;

    public void SetLive(int node, bool live)
    {
        // Two builders may set bits of one word.
        ref long word = ref Unsafe.AsRef<long>(_live + (node >> 6));
        if (live) Interlocked.Or(ref word, 1L << (node & 63));
        else Interlocked.And(ref word, ~(1L << (node & 63)));
    }

    /// <summary>Gives a new node its layers and, above the lowest, its rows of links.</summary>
    public void SetLevel(int node, int level, int upperStart)
    {
        _upperStarts[node] = upperStart;
        _levels[node] = (byte)level;
    }

    /// <summary>The links of a node on one of its layers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int* Row(int node, int level) =>
        level == 0 ? _base + ((long)node * BaseWidth) : UpperRow(_upperStarts[node] + level - 1L);

    /// <summary>One of the rows of links on upper layers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int* UpperRow(long row) => _upper + (row * Layout.Links);

    /// <summary>The first row of a node above the lowest layer, that of layer 1.</summary>
    public int UpperStart(int node) => _upperStarts[node];

    public int Width(int level) => level == 0 ? BaseWidth : Layout.Links;

    /// <summary>A copy with more room.</summary>
    public Graph Grow(in GraphLayout layout)
    {
        var larger = new Graph(layout);
        Copy(_levels, larger._levels, Layout.Capacity);
        Copy(_live, larger._live, Live.Length * sizeof(ulong));
        Copy(_upperStarts, larger._upperStarts, (long)Layout.Capacity * sizeof(int));
        Copy(Codes, larger.Codes, (long)Layout.Capacity * CodeBytes);
        Copy(_base, larger._base, (long)Layout.Capacity * BaseWidth * sizeof(int));
        Copy(_upper, larger._upper, (long)Layout.UpperCapacity * Layout.Links * sizeof(int));
        larger.Entry = Entry;
        return larger;

        static void Copy(void* source, void* destination, long bytes) => Buffer.MemoryCopy(source, destination, bytes, bytes);
    }

    private static void Fill(int* links, long count)
    {
        for (; count > 0; count -= int.MaxValue, links += int.MaxValue) new Span<int>(links, (int)Math.Min(count, int.MaxValue)).Fill(None);
    }
}
