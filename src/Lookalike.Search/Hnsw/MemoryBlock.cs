using System.IO.MemoryMappedFiles;
using System.Runtime.ConstrainedExecution;
using System.Runtime.InteropServices;

namespace Lookalike.Search;

/// <summary>
/// Memory outside the collected heap. It is given back when nothing refers to the object any more, so a search that still walks
/// an older graph is never pulled the memory from under: whoever uses <see cref="Start"/> keeps the object alive meanwhile.
/// </summary>
internal sealed unsafe partial class MemoryBlock : CriticalFinalizerObject
{
    private const int HugePageBytes = 2 << 20;
    private const int CacheLineBytes = 64;
    private const int AdviceHugePage = 14; // MADV_HUGEPAGE

    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;

    private MemoryBlock(byte* start, long length, MemoryMappedFile? file = null, MemoryMappedViewAccessor? view = null)
    {
        Start = start;
        Length = length;
        _file = file;
        _view = view;
    }

#pragma warning disable MA0055 // Who disposed it would have to know that no search walks through it any more: that is what the collector knows.
    ~MemoryBlock()
#pragma warning restore MA0055
    {
        if (_view is null)
        {
            NativeMemory.AlignedFree(Start);
            GC.RemoveMemoryPressure(Length);
        }
        else
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file!.Dispose();
        }
    }

    /// <summary>The first byte, at the start of a cache line.</summary>
    public byte* Start { get; }

    /// <summary>Bytes in the block.</summary>
    public long Length { get; }

    /// <summary>Zeroed memory of the process's own.</summary>
    public static MemoryBlock Allocate(long length)
    {
        bool large = length >= HugePageBytes;
        byte* start = (byte*)NativeMemory.AlignedAlloc((nuint)length, large ? (nuint)HugePageBytes : CacheLineBytes);
        // A walk jumps all over the block. With large pages, few of its jumps miss the table of pages; without them all is the same, but slower.
        if (large && OperatingSystem.IsLinux()) _ = Advise(start, (nuint)length, AdviceHugePage);
        NativeMemory.Clear(start, (nuint)length);
        GC.AddMemoryPressure(length);
        return new MemoryBlock(start, length);
    }

    /// <summary>A file as memory. What is written to the memory stays with this process.</summary>
    public static MemoryBlock Map(FileStream stream)
    {
        long length = stream.Length;
        MemoryMappedFile file = MemoryMappedFile.CreateFromFile(stream, mapName: null, 0, MemoryMappedFileAccess.CopyOnWrite, HandleInheritability.None, leaveOpen: true);
        MemoryMappedViewAccessor view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.CopyOnWrite);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        return new MemoryBlock(start, length, file, view);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
