using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lookalike.Search.Tests.Quantization;

/// <summary>
/// Memory that ends where the process may not read: one byte past it ends the tests. On other systems than Linux it is an array,
/// which guards nothing.
/// </summary>
internal sealed class GuardedBytes : IDisposable
{
    private const int ReadWrite = 3, None = 0, PrivateAnonymous = 0x22;

    private readonly byte[] _array = [];
    private readonly nint _start;
    private readonly int _capacity;

    public GuardedBytes(int atLeast)
    {
        int page = Environment.SystemPageSize;
        _capacity = (atLeast + page - 1) / page * page;
        if (!OperatingSystem.IsLinux())
        {
            _array = new byte[_capacity];
            return;
        }

        _start = Map(0, (nuint)(_capacity + page), ReadWrite, PrivateAnonymous, -1, 0);
        Assert.NotEqual(-1, _start);
        Assert.Equal(0, Protect(_start + _capacity, (nuint)page, None));
    }

    /// <summary>The last bytes before the guard.</summary>
    public Span<byte> Last(int count)
    {
        Assert.InRange(count, 1, _capacity);
        if (_array.Length > 0)
            return _array.AsSpan(^count..);
        return MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), _start + _capacity - count), count);
    }

    public void Dispose()
    {
        if (_start != 0)
            _ = Unmap(_start, (nuint)(_capacity + Environment.SystemPageSize));
    }

    // SYSLIB1054: generated marshalling would make the project unsafe for three calls without anything to marshal.
    [SuppressMessage("Interoperability", "SYSLIB1054", Justification = "Nothing to marshal.")]
    [DllImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [SuppressMessage("Interoperability", "SYSLIB1054", Justification = "Nothing to marshal.")]
    [DllImport("libc", EntryPoint = "mprotect")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Protect(nint address, nuint length, int protection);

    [SuppressMessage("Interoperability", "SYSLIB1054", Justification = "Nothing to marshal.")]
    [DllImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unmap(nint address, nuint length);
}
