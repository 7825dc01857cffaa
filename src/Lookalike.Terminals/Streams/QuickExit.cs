using System.Runtime.InteropServices;

namespace Lookalike.Terminals.Streams;

/// <summary>
/// Ends the process without taking down its native libraries one by one. That lasts as long as a quarter of a search; and a library that is
/// still being loaded on another thread, as when a search is refused at once, aborts the process when it is taken down.
/// Only for a command that has written all it had to say and holds nothing but memory.
/// </summary>
internal static partial class QuickExit
{
    /// <summary>Does not return.</summary>
    /// <param name="code">The exit code.</param>
    public static void Leave(int code)
    {
        StandardStreams.Output.Flush();
        StandardStreams.Error.Flush();
        if (OperatingSystem.IsWindows()) Environment.Exit(code);
        ExitNow(code);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void ExitNow(int code);
}
