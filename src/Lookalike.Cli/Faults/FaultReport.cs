using Lookalike.Core;

namespace Lookalike.Cli.Faults;

/// <summary>Turns what went wrong into one message and an exit code.</summary>
internal static class FaultReport
{
    private static readonly Dictionary<FaultKind, int> Codes = new()
    {
        [FaultKind.BadInput] = ExitCode.BadInput,
        [FaultKind.NotFound] = ExitCode.BadInput,
        [FaultKind.TooLarge] = ExitCode.BadInput,
        [FaultKind.Incompatible] = ExitCode.MissingOrIncompatible,
        [FaultKind.Busy] = ExitCode.MissingOrIncompatible,
    };

    /// <summary>Writes the message; a fault that nobody foresaw comes with its stack.</summary>
    /// <param name="error">Where it is written.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="model">The model that the command line names, or null.</param>
    /// <returns>The exit code.</returns>
    public static int Write(TextWriter error, Exception fault, string? model)
    {
        int code = CodeOf(fault);
        if (code == ExitCode.Interrupted) return code;
        if (code == ExitCode.Unexpected) WriteStack(error, fault);
        else error.WriteLine($"lookalike: {Describe(fault, model)}");
        return code;
    }

    /// <summary>The message, with what mends it.</summary>
    public static string Describe(Exception fault, string? model)
    {
        if (!FullDisk.Is(fault)) return RemedyText.Append(fault.Message, (fault as LookalikeException)?.Remedy, model);
        string stop = fault.Message.EndsWith('.') ? "" : ".";
        return $"{fault.Message}{stop} Free some space and run the command again; what was complete before is still there.";
    }

    /// <summary>The exit code of a fault.</summary>
    public static int CodeOf(Exception fault) => fault switch
    {
        OperationCanceledException => ExitCode.Interrupted,
        UsageException => ExitCode.BadUsage,
        _ when FullDisk.IsBehind(fault) => ExitCode.BadInput,
        LookalikeException { Kind: var kind } => Codes[kind],
        IOException or UnauthorizedAccessException => ExitCode.BadInput,
        _ => ExitCode.Unexpected,
    };

    // A line each: the outlet makes line ends inside of a text visible, for there may be names in it.
    private static void WriteStack(TextWriter error, Exception fault)
    {
        error.WriteLine($"lookalike: unexpected failure: {fault.GetType()}: {fault.Message}");
        for (Exception? inner = fault.InnerException; inner is not null; inner = inner.InnerException)
            error.WriteLine($" ---> {inner.GetType()}: {inner.Message}");
        foreach (string line in (fault.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)) error.WriteLine(line.TrimEnd());
    }
}
