using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Lookalike.Core.Files;

/// <summary>
/// What the system says of a file. On Linux it is one call, it tells which file it is, and it has no trouble with times that .NET's dates
/// do not reach; elsewhere it is asked through .NET.
/// </summary>
internal readonly partial struct FileStatus
{
    /// <summary>What <see cref="Special"/> says of a named pipe.</summary>
    public const string Pipe = "a named pipe";

    private const int TypeMask = 0xF000, Folder = 0x4000, Regular = 0x8000, Link = 0xA000;

    /// <summary>AT_FDCWD, AT_SYMLINK_NOFOLLOW and AT_EMPTY_PATH, by which a file is asked and not one in a folder.</summary>
    private const int CurrentFolder = -100, NoFollow = 0x100, EmptyPath = 0x1000;

    private static volatile bool _isAskedDirectly = OperatingSystem.IsLinux();

    private FileStatus(int mode, long length, DateTimeOffset lastWriteTime)
    {
        int type = mode & TypeMask;
        (IsFolder, IsRegular, IsLink, Special) = (type == Folder, type == Regular, type == Link, Name(type));
        (Length, LastWriteTime) = (length, lastWriteTime);
    }

    public bool IsFolder { get; }

    /// <summary>Whether it has bytes of its own: no folder, named pipe, socket or device.</summary>
    public bool IsRegular { get; }

    /// <summary>What it is, in words, where it is neither file nor folder nor link; null otherwise, and where the system does not tell.</summary>
    public string? Special { get; }

    /// <summary>Whether it is a link itself; never where links are followed.</summary>
    public bool IsLink { get; }

    /// <summary>The size in bytes.</summary>
    public long Length { get; }

    /// <summary>When the content was last written, in UTC; as <see cref="Moment"/> has it.</summary>
    public DateTimeOffset LastWriteTime { get; }

    /// <summary>When the file was made, in UTC; a fixed moment where the system does not tell.</summary>
    public DateTimeOffset Born { get; private init; }

    /// <summary>How many names the file has on its file system; 1 where the system does not tell.</summary>
    public uint Names { get; private init; } = 1;

    /// <summary>The file system; 0 where the system does not tell.</summary>
    public ulong Device { get; private init; }

    /// <summary>The file's number on it; 0 where the system does not tell.</summary>
    public ulong Number { get; private init; }

    /// <summary>Asks for what is at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="follow">False: of a link itself, and not of what it leads to.</param>
    /// <exception cref="IOException">There is nothing, or it cannot be asked.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be asked.</exception>
    public static FileStatus Of(string path, bool follow = true)
    {
        if (_isAskedDirectly)
        {
            try
            {
                return Ask(CurrentFolder, path, follow ? 0 : NoFollow);
            }
            catch (EntryPointNotFoundException)
            {
                // A C library of before 2018.
                _isAskedDirectly = false;
            }
        }

        return AskPortably(path, follow);
    }

    /// <summary>Asks for an open file, whatever its name is by now.</summary>
    /// <param name="file">The file.</param>
    /// <returns>What the system tells of it; nothing where it would have to be asked by its name.</returns>
    /// <exception cref="IOException">It cannot be asked.</exception>
    public static FileStatus Of(SafeFileHandle file)
    {
        if (!_isAskedDirectly) return default;
        try
        {
            return Ask((int)file.DangerousGetHandle(), "", EmptyPath);
        }
        catch (EntryPointNotFoundException)
        {
            _isAskedDirectly = false;
            return default;
        }
    }

    /// <summary>
    /// A time as a date. One outside the years 1 to 9999 becomes a moment of the first or the last year, another one for another time: it stays
    /// before or after all others, and a change shows.
    /// </summary>
    /// <param name="seconds">Seconds since 1970, UTC.</param>
    /// <param name="nanoseconds">Nanoseconds after them, below 10^9.</param>
    public static DateTimeOffset Moment(long seconds, uint nanoseconds)
    {
        Int128 ticks = DateTimeOffset.UnixEpoch.Ticks + ((Int128)seconds * TimeSpan.TicksPerSecond) + (nanoseconds / TimeSpan.NanosecondsPerTick);
        long year = 365 * TimeSpan.TicksPerDay, last = DateTimeOffset.MaxValue.Ticks;
        if (ticks < 0) ticks = ((ticks % year) + year) % year;
        else if (ticks > last) ticks = last - year + 1 + (ticks % year);
        return new DateTimeOffset((long)ticks, TimeSpan.Zero);
    }

    private static string? Name(int type) => type switch
    {
        0x1000 => Pipe,
        0x2000 or 0x6000 => "a device",
        0xC000 => "a socket",
        _ => null,
    };

    private static FileStatus Ask(int folder, string path, int flags)
    {
        // Type, mode, links, time of writing, inode, size, time of birth.
        if (Statx(folder, path, flags, 0xB47, out Answer found) != 0) throw Fault(path, Marshal.GetLastPInvokeError());
        return new FileStatus(found.Mode, (long)found.Size, Moment(found.WrittenSeconds, found.WrittenNanoseconds))
        {
            Born = Moment(found.BornSeconds, found.BornNanoseconds),
            Names = found.Links,
            Device = ((ulong)found.DeviceMajor << 32) | found.DeviceMinor,
            Number = found.Inode,
        };
    }

    private static Exception Fault(string path, int code) => code switch
    {
        2 => new FileNotFoundException($"Could not find file '{path}'.", path), // ENOENT
        20 => new DirectoryNotFoundException($"Could not find a part of the path '{path}'."), // ENOTDIR
        1 or 13 => new UnauthorizedAccessException($"Access to the path '{path}' is denied."), // EPERM, EACCES
        _ => new IOException($"{Marshal.GetPInvokeErrorMessage(code)} : '{path}'"),
    };

    private static FileStatus AskPortably(string path, bool follow)
    {
        FileAttributes attributes = File.GetAttributes(path);
        bool link = attributes.HasFlag(FileAttributes.ReparsePoint);
        if (link && !follow) return new FileStatus(Link, 0, default);
        FileSystemInfo file = link && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target : new FileInfo(path);
        if (Directory.Exists(file.FullName)) return new FileStatus(Folder, 0, default);

        // Named pipes and devices cannot be told from files here. They have no length.
        return new FileStatus(Regular, new FileInfo(file.FullName).Length, Written(file));
    }

    private static DateTimeOffset Written(FileSystemInfo file)
    {
        try
        {
            return new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero);
        }
        catch (ArgumentOutOfRangeException)
        {
            return DateTimeOffset.MaxValue;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, out Answer answer);

    /// <summary>The kernel's <c>struct statx</c>, which is the same on all architectures (linux/stat.h).</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Answer
    {
        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(80)]
        public long BornSeconds;

        [FieldOffset(88)]
        public uint BornNanoseconds;

        [FieldOffset(112)]
        public long WrittenSeconds;

        [FieldOffset(120)]
        public uint WrittenNanoseconds;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
