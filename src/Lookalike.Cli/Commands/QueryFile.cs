using System.Runtime.InteropServices;

namespace Lookalike.Cli;

/// <summary>
/// What kind of file a path of a query names. Anything can be named; to open a named pipe waits for who writes into it, and a device may
/// never end.
/// </summary>
internal static partial class QueryFile
{
    private const int WorkingFolder = -100, TypeOnly = 1, ModeOffset = 28, StatxLength = 256, TypeMask = 0xF000;

    /// <summary>Refuses, without opening it, what is no file.</summary>
    /// <returns>Whether the path is a pipe that is open already, as a shell hands over what another program writes.</returns>
    /// <exception cref="IOException">It is a folder, a device, a named pipe or a socket.</exception>
    public static bool IsOpenPipe(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"Cannot search with '{path}': expected a picture, found a folder. Name a picture in it; to search among its pictures, index it: lookalike index {ShellWord.Of(path)}");
        if (KindOf(path) is not { } kind) return false;
        string full = Path.GetFullPath(path);
        bool open = kind == "a named pipe" && (full.StartsWith("/dev/fd/", StringComparison.Ordinal) || full.StartsWith("/proc/self/fd/", StringComparison.Ordinal) || full == "/dev/stdin");
        if (open) return true;
        throw new IOException($"Cannot search with '{path}': expected a picture, found {kind}. Pipe a picture in: lookalike search - < {ShellWord.Of(path)}");
    }

    /// <summary>What a path is, followed through links, if that is nothing to be read as a file.</summary>
    private static string? KindOf(string path)
    {
        if (!OperatingSystem.IsLinux()) return null;
        Span<byte> status = stackalloc byte[StatxLength];
        if (Statx(WorkingFolder, path, 0, TypeOnly, status) != 0) return null;
        return (MemoryMarshal.Read<ushort>(status[ModeOffset..]) & TypeMask) switch
        {
            0x1000 => "a named pipe",
            0x2000 or 0x6000 => "a device",
            0xC000 => "a socket",
            _ => null,
        };
    }

    // struct statx is part of the kernel's interface, the same on every processor: its mode is at offset 28.
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> status);
}
