using System.Runtime.InteropServices;

namespace Lookalike.Search;

/// <summary>What the first bytes of a graph's file say. In the byte order of the machine, as everything after it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct GraphHeader
{
    /// <summary>"LkHNSW01" read as a little-endian number.</summary>
    public const ulong CurrentMagic = 0x31305753_4E486B4C;

    public ulong Magic;

    /// <summary>Of the whole file, with 0 in this place.</summary>
    public ulong Checksum;

    /// <summary>What the caller calls the state of the vectors.</summary>
    public long Generation;

    public long Length;
    public long Entry;
    public int Dimension;
    public int Metric;
    public int CodeDimension;
    public int Links;
    public int BuildCandidates;
    public int Seed;
    public int Capacity;
    public int UpperCapacity;
    public int UpperRows;
    public int Count;
    public int Removed;
    public int CutOff;
    public float Step;
    public float LongestVector;
}
