using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lookalike.Search.Hnsw;

namespace Lookalike.Search.Tests.Hnsw;

/// <summary>The bytes of a sound graph file, to be changed at will and given a right checksum, as whoever means harm would.</summary>
internal sealed class ForgedGraph
{
    private readonly byte[] _bytes;

    public ForgedGraph(ReadOnlySpan<byte> sound)
    {
        _bytes = sound.ToArray();
        GraphHeader header = Header;
        Layout = new GraphLayout(header.CodeDimension, header.Links, header.Capacity, header.UpperCapacity);
    }

    public ref GraphHeader Header => ref Unsafe.As<byte, GraphHeader>(ref MemoryMarshal.GetArrayDataReference(_bytes));

    public GraphLayout Layout { get; }

    public Span<byte> Levels => _bytes.AsSpan((int)Layout.LevelsAt, Layout.Capacity);

    public Span<ulong> Live => MemoryMarshal.Cast<byte, ulong>(_bytes.AsSpan((int)Layout.LiveAt))[..((Layout.Capacity + 63) / 64)];

    public Span<int> UpperStarts => Ints(Layout.UpperStartsAt, Layout.Capacity);

    public Span<int> Base => Ints(Layout.BaseAt, Layout.Capacity * Layout.BaseWidth);

    public Span<int> Upper => Ints(Layout.UpperAt, Layout.UpperCapacity * Layout.Links);

    public Span<float> Offsets => MemoryMarshal.Cast<byte, float>(_bytes.AsSpan((int)Layout.OffsetsAt))[..Layout.CodeDimension];

    /// <summary>A node above the lowest layer.</summary>
    public int UpperNode
    {
        get
        {
            int node = 0;
            while (Levels[node] is 0 or Graph.Absent) node++;
            return node;
        }
    }

    /// <summary>The file as it is now, with a checksum that is right.</summary>
    public byte[] Sealed()
    {
        Header.Checksum = 0;
        Header.Checksum = XxHash3.HashToUInt64(_bytes);
        return _bytes;
    }

    private Span<int> Ints(long at, int count) => MemoryMarshal.Cast<byte, int>(_bytes.AsSpan((int)at))[..count];
}
