using System.Runtime.InteropServices;

namespace Lookalike.Search.Hnsw;

/// <summary>
/// Where the parts of a graph lie in its block of memory, which is also the layout of its file: a header, then each part at the
/// start of a cache line. A node's codes and its links of the lowest layer each lie in one row of fixed width.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct GraphLayout
{
    public const int HeaderBytes = 4096;
    private const int CacheLineBytes = 64;

    /// <param name="codeDimension">Bytes of a vector's codes.</param>
    /// <param name="links">Links of a node on the upper layers.</param>
    /// <param name="capacity">Nodes that there is room for.</param>
    /// <param name="upperCapacity">Rows of links on upper layers that there is room for.</param>
    public GraphLayout(int codeDimension, int links, int capacity, int upperCapacity)
    {
        CodeDimension = codeDimension;
        Links = links;
        Capacity = capacity;
        UpperCapacity = upperCapacity;
        // Padded with zeros to full registers, and to whole cache lines where it is more than half of one.
        CodeBytes = codeDimension <= 16 ? 16 : codeDimension <= 32 ? 32 : (codeDimension + CacheLineBytes - 1) / CacheLineBytes * CacheLineBytes;
        long end = HeaderBytes;
        OffsetsAt = Place(ref end, (long)codeDimension * sizeof(float));
        LevelsAt = Place(ref end, capacity);
        LiveAt = Place(ref end, (capacity + 63L) / 64 * sizeof(ulong));
        UpperStartsAt = Place(ref end, (long)capacity * sizeof(int));
        CodesAt = Place(ref end, (long)capacity * CodeBytes);
        BaseAt = Place(ref end, (long)capacity * BaseWidth * sizeof(int));
        UpperAt = Place(ref end, (long)upperCapacity * links * sizeof(int));
        Length = end;
    }

    public int CodeDimension { get; }

    public int Links { get; }

    public int Capacity { get; }

    public int UpperCapacity { get; }

    /// <summary>Bytes from one node's codes to the next node's.</summary>
    public int CodeBytes { get; }

    /// <summary>Links of a node on the lowest layer.</summary>
    public int BaseWidth => 2 * Links;

    public long OffsetsAt { get; }

    public long LevelsAt { get; }

    public long LiveAt { get; }

    public long UpperStartsAt { get; }

    public long CodesAt { get; }

    public long BaseAt { get; }

    public long UpperAt { get; }

    public long Length { get; }

    private static long Place(ref long end, long bytes)
    {
        long start = end;
        end += (bytes + CacheLineBytes - 1) / CacheLineBytes * CacheLineBytes;
        return start;
    }
}
