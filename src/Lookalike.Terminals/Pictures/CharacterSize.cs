using System.Runtime.InteropServices;

namespace Lookalike.Terminals.Pictures;

/// <summary>The size of a character on the terminal behind standard output, in pixels.</summary>
internal static partial class CharacterSize
{
    /// <summary>What sixel terminals take a character for where they do not tell: that of DEC's VT340.</summary>
    private const int UsualWidth = 10, UsualHeight = 20;

    /// <summary>Asks the terminal (ioctl_tty(2)).</summary>
    private const nuint WindowSize = 0x5413;

    /// <summary>The size, or the usual one where the terminal does not tell it.</summary>
    public static (int Width, int Height) Of()
    {
        Span<ushort> size = stackalloc ushort[4]; // rows, columns, width and height in pixels
        if (OperatingSystem.IsLinux() && Ask(1, WindowSize, ref size[0]) == 0 && size is [> 0, > 0, > 0, > 0])
            return (Math.Max(1, size[2] / size[1]), Math.Max(2, size[3] / size[0]));
        return (UsualWidth, UsualHeight);
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Ask(int descriptor, nuint request, ref ushort size);
}
