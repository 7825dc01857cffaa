using Lookalike.Terminals.Faults;
using Lookalike.Terminals.Streams;

namespace Lookalike.Terminals.Processes;

/// <summary>The last word of a run: results that nobody could be given are no success.</summary>
internal static class Ending
{
    /// <summary>Says so where standard output could not be written.</summary>
    /// <param name="code">How the command itself ended.</param>
    /// <returns>The exit code of the process.</returns>
    public static int Of(int code)
    {
        StandardStreams.Output.Flush();
        if (StandardStreams.Output.Fault is not { } fault) return code;
        bool full = FullDisk.Is(fault);
        string reason = fault.Message.EndsWith('.') ? fault.Message : $"{fault.Message}.";
        string kept = code == ExitCode.Ok ? " The command itself has ended well; only what it prints is lost." : "";
        string text = full
            ? $"Cannot print the results: there is no space left where standard output goes. Free some, or send it elsewhere.{kept}"
            : $"Cannot print the results: {reason} Give standard output a place to go: a terminal, a file or a pipe.{kept}";
        new VisibleWriter(StandardStreams.Error).WriteLine($"lookalike: {text}");
        return code is ExitCode.Ok or ExitCode.SomeFailed ? ExitCode.BadInput : code;
    }
}
