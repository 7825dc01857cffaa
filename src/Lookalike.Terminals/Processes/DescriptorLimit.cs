using System.Runtime.InteropServices;
using Lookalike.Terminals.Faults;

namespace Lookalike.Terminals.Processes;

/// <summary>
/// Refuses to begin where the process may open so few files that its own libraries do not load: what then fails first is left to chance, and
/// says nothing of the reason. The runtime has raised the limit as far as it may by now.
/// </summary>
internal static partial class DescriptorLimit
{
    private const int LinuxFiles = 7, MacFiles = 8;

    /// <summary>The runtime and the libraries of a command hold about a hundred and thirty.</summary>
    private const uint MinFiles = 160;

    /// <summary>
    /// Ends the process where the limit is too low. To be called before the first line of a program: to compile that one would load what there is
    /// no room for.
    /// </summary>
    public static void Require()
    {
        if (OperatingSystem.IsWindows() || Read(OperatingSystem.IsMacOS() ? MacFiles : LinuxFiles, out Limit limit) != 0 || limit.Now >= MinFiles) return;
        Console.Error.WriteLine($"lookalike: This process may open {limit.Now} files at once, and needs at least {MinFiles}. "
            + "Raise the limit before: ulimit -n 1024");
        Environment.Exit(ExitCode.Unexpected);
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Read(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit
    {
        public readonly nuint Now;
        public readonly nuint Max;
    }
}
