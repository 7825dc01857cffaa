using System.Runtime.InteropServices;
using System.Text;

namespace Lookalike.Core.Text;

/// <summary>
/// Names that are not UTF-8. Linux has them, and .NET reads such a byte as U+FFFD and cannot open the file.
/// </summary>
internal static partial class RawName
{
    /// <summary>Whether a path may have such a name in it.</summary>
    public static bool MayBeIn(string path) => path.Contains('\uFFFD', StringComparison.Ordinal);

    /// <summary>The path with the bytes that are not UTF-8 as in <c>caf\xE9.png</c>; null where nothing has such a path.</summary>
    public static string? Find(string path)
    {
        if (!OperatingSystem.IsLinux() || !MayBeIn(path)) return null;
        byte[] found = "/"u8.ToArray();
        foreach (string part in Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            byte[]? name = MayBeIn(part) ? NameOf(found, part) : Encoding.UTF8.GetBytes(part);
            if (name is null) return null;
            found = [.. found, .. found.Length > 1 ? "/"u8 : [], .. name];
        }

        return Shown(found);
    }

    /// <summary>The name in a folder that reads so; one that is not UTF-8 goes before one with a true U+FFFD, which can be opened.</summary>
    private static byte[]? NameOf(byte[] folder, string read)
    {
        byte[]? exact = null;
        foreach (byte[] name in Names(folder))
        {
            if (Encoding.UTF8.GetString(name) != read) continue;
            if (!IsUtf8(name)) return name;
            exact = name;
        }

        return exact;
    }

    private static unsafe List<byte[]> Names(byte[] folder)
    {
        var names = new List<byte[]>();
        IntPtr listing = OpenFolder([.. folder, 0]);
        if (listing == IntPtr.Zero) return names;
        for (IntPtr entry = ReadFolder(listing); entry != IntPtr.Zero; entry = ReadFolder(listing))
        {
            // struct dirent of 64 bits: inode, offset, length of the entry, kind, and the name from byte 19 on, which a zero ends.
            names.Add(MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)entry + 19).ToArray());
        }

        _ = CloseFolder(listing);
        return names;
    }

    private static bool IsUtf8(byte[] name) => System.Text.Unicode.Utf8.IsValid(name);

    private static string Shown(byte[] path)
    {
        var shown = new StringBuilder();
        for (ReadOnlySpan<byte> rest = path; rest.Length > 0;)
        {
            System.Buffers.OperationStatus status = Rune.DecodeFromUtf8(rest, out Rune rune, out int used);
            if (status == System.Buffers.OperationStatus.Done) shown.Append(rune.ToString());
            else foreach (byte b in rest[..used]) shown.Append($"\\x{b:X2}");
            rest = rest[used..];
        }

        return shown.ToString();
    }

    [LibraryImport("libc", EntryPoint = "opendir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial IntPtr OpenFolder(byte[] path);

    [LibraryImport("libc", EntryPoint = "readdir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial IntPtr ReadFolder(IntPtr listing);

    [LibraryImport("libc", EntryPoint = "closedir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseFolder(IntPtr listing);
}
