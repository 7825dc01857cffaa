using System.Runtime.InteropServices;

namespace Lookalike.Terminals.Streams;

/// <summary>
/// Standard input, output and error, also where they are closed. A descriptor that was closed when the program began goes to the first file
/// that the runtime opens: to write into that one could do anything, and to read it may never end.
/// </summary>
internal static partial class StandardStreams
{
    private const int GetDescriptorFlags = 1, CloseOnExec = 1;

    /// <summary>Results.</summary>
    public static SteadyWriter Output { get; } = new(IsOpen(1) ? Console.Out : Closed("Standard output is closed."));

    /// <summary>Everything else.</summary>
    public static SteadyWriter Error { get; } = new(IsOpen(2) ? Console.Error : Closed("Standard error is closed."));

    /// <summary>Opens standard input. Reading it throws where it is closed.</summary>
    public static Stream OpenInput() =>
        IsOpen(0) ? Console.OpenStandardInput() : new ClosedStream("Standard input is closed. Pipe in what is to be read, or name a file.");

    /// <summary>Whether a descriptor came with the process: all that the runtime opens itself close on exec, and what came through an exec does not.</summary>
    private static bool IsOpen(int descriptor) =>
        OperatingSystem.IsWindows() || (Flags(descriptor, GetDescriptorFlags) is >= 0 and var flags && (flags & CloseOnExec) == 0);

    private static StreamWriter Closed(string message) => new(new ClosedStream(message)) { AutoFlush = true };

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flags(int descriptor, int command);
}
