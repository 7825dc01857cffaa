using Lookalike.Core;

namespace Lookalike.Terminals.Faults;

/// <summary>Turns what went wrong into one message and an exit code.</summary>
/// <param name="word">A message with what mends it, in the words of the program.</param>
internal sealed class FaultReport(Func<string, Remedy?, string> word)
{
    private static readonly Dictionary<FaultKind, int> Codes = new()
    {
        [FaultKind.BadInput] = ExitCode.BadInput,
        [FaultKind.NotFound] = ExitCode.BadInput,
        [FaultKind.TooLarge] = ExitCode.BadInput,
        [FaultKind.Incompatible] = ExitCode.MissingOrIncompatible,
        [FaultKind.Busy] = ExitCode.MissingOrIncompatible,
        [FaultKind.StorageFull] = ExitCode.BadInput,
    };

    /// <summary>Writes the message; a fault that nobody foresaw comes with its stack.</summary>
    /// <param name="error">Where it is written.</param>
    /// <param name="fault">The fault.</param>
    /// <returns>The exit code.</returns>
    public int Write(TextWriter error, Exception fault)
    {
        int code = CodeOf(fault);
        if (code == ExitCode.Interrupted) return code;
        if (code == ExitCode.Unexpected) WriteStack(error, fault);
        else error.WriteLine($"lookalike: {Describe(fault)}");
        return code;
    }

    /// <summary>A message, and how the program does what it advises.</summary>
    /// <param name="message">Sentences, the last of which says what to do.</param>
    /// <param name="remedy">The same as data, or null.</param>
    public string Word(string message, Remedy? remedy) => word(message, remedy);

    /// <summary>The message of a fault, with what mends it.</summary>
    public string Describe(Exception fault)
    {
        if (!FullDisk.Is(fault)) return word(fault.Message, (fault as LookalikeException)?.Remedy);
        string stop = fault.Message.EndsWith('.') ? "" : ".";
        return $"{fault.Message}{stop} Free some space and run the command again; what was complete before is still there.";
    }

    /// <summary>The exit code of a fault.</summary>
    public static int CodeOf(Exception fault) => fault switch
    {
        OperationCanceledException => ExitCode.Interrupted,
        UsageException => ExitCode.BadUsage,
        _ when FullDisk.Is(fault) || (fault is LookalikeException && Causes(fault).Any(FullDisk.Is)) => ExitCode.BadInput,
        LookalikeException { Kind: var kind } => Codes[kind],
        IOException or UnauthorizedAccessException => ExitCode.BadInput,
        _ => ExitCode.Unexpected,
    };

    private static IEnumerable<Exception> Causes(Exception fault)
    {
        for (Exception? cause = fault.InnerException; cause is not null; cause = cause.InnerException) yield return cause;
    }

    // A line each: the outlet makes line ends inside of a text visible, for there may be names in it.
    private static void WriteStack(TextWriter error, Exception fault)
    {
        error.WriteLine($"lookalike: unexpected failure: {fault.GetType()}: {fault.Message}");
        for (Exception? inner = fault.InnerException; inner is not null; inner = inner.InnerException)
            error.WriteLine($" ---> {inner.GetType()}: {inner.Message}");
        foreach (string line in (fault.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)) error.WriteLine(line.TrimEnd());
    }
}
