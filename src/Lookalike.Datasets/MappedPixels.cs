using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Lookalike.Datasets;

/// <summary>
/// Images in a file that is mapped into memory, so that there may be more of them than memory holds. The sets made of it must not be used
/// once it is disposed. Safe to use from many threads, but for <see cref="Dispose"/>.
/// </summary>
internal sealed unsafe class MappedPixels : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private byte* _start;

    /// <summary>Maps a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">Where the images begin, in bytes.</param>
    /// <param name="length">The bytes of all images, at least 1.</param>
    /// <exception cref="IOException">The file cannot be opened, or is shorter.</exception>
    public MappedPixels(string path, long offset, long length)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        long found = new FileInfo(path).Length;
        if (found < offset + length)
            throw new IOException($"{path} is too short: expected at least {offset + length} bytes, found {found}. Delete it; it is made again.");
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, 0, MemoryMappedFileAccess.Read);
        (_view, nint start) = Map(_file, offset, length);
        _start = (byte*)start;
        Length = length;
    }

    /// <summary>Maps an open file for reading: the very one, though another may have its name by now.</summary>
    /// <param name="handle">The file, long enough. It may be closed afterwards.</param>
    /// <param name="offset">Where the images begin, in bytes.</param>
    /// <param name="length">The bytes of all images, at least 1.</param>
    internal MappedPixels(SafeFileHandle handle, long offset, long length)
    {
        _file = MemoryMappedFile.CreateFromFile(handle, mapName: null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        (_view, nint start) = Map(_file, offset, length);
        _start = (byte*)start;
        Length = length;
    }

    /// <summary>The bytes of all images.</summary>
    public long Length { get; }

    /// <summary>A run of bytes.</summary>
    internal ReadOnlySpan<byte> Slice(long start, int length)
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        return new ReadOnlySpan<byte>(_start + start, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_start is null) return;
        _start = null;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private static (MemoryMappedViewAccessor View, nint Start) Map(MemoryMappedFile file, long offset, long length)
    {
        MemoryMappedViewAccessor view = file.CreateViewAccessor(offset, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        return (view, (nint)(start + view.PointerOffset));
    }
}
