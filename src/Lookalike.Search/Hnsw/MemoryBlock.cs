using System.Runtime.ConstrainedExecution;
using System.Runtime.InteropServices;

namespace Lookalike.Search.Hnsw;

/// <summary>
/// Memory outside the collected heap. It is given back when nothing refers to the object any more, so a search that still walks
/// an older graph is never pulled the memory from under: whoever uses <see cref="Start"/> keeps the object alive meanwhile.
/// </summary>
internal sealed unsafe partial class MemoryBlock : CriticalFinalizerObject
{
    private const int HugePageBytes = 2 << 20;
    private const int CacheLineBytes = 64;
    private const int AdviceHugePage = 14; // MADV_HUGEPAGE

    private MemoryBlock(byte* start, long length)
    {
        Start = start;
        Length = length;
    }

#pragma warning disable MA0055 // Who disposed it would have to know that no search walks through it any more: that is what the collector knows.
    ~MemoryBlock()
#pragma warning restore MA0055
    {
        NativeMemory.AlignedFree(Start);
        GC.RemoveMemoryPressure(Length);
    }

    /// <summary>The first byte, at the start of a cache line.</summary>
    public byte* Start { get; }

    /// <summary>Bytes in the block.</summary>
    public long Length { get; }

    /// <summary>Memory of the process's own.</summary>
    /// <param name="length">Bytes.</param>
    /// <param name="cleared">Whether it is zeroed; else the caller writes all of it.</param>
    /// <exception cref="OutOfMemoryException">There is not so much.</exception>
    public static MemoryBlock Allocate(long length, bool cleared = true)
    {
        bool large = length >= HugePageBytes;
        byte* start = (byte*)NativeMemory.AlignedAlloc((nuint)length, large ? (nuint)HugePageBytes : CacheLineBytes);
        // A walk jumps all over the block. With large pages, few of its jumps miss the table of pages; without them all is the same, but slower.
        if (large && OperatingSystem.IsLinux()) _ = Advise(start, (nuint)length, AdviceHugePage);
        if (cleared) NativeMemory.Clear(start, (nuint)length);
        GC.AddMemoryPressure(length);
        return new MemoryBlock(start, length);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
