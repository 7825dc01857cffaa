using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Index;
using Lookalike.Models;
using Lookalike.Training;

namespace Lookalike.Cli;

/// <summary>Turns what went wrong into one message and an exit code.</summary>
internal static class FaultReport
{
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
        else error.WriteLine($"lookalike: {PastedCommand.Complete(fault.Message, model)}{Remedy(fault)}");
        return code;
    }

    private static int CodeOf(Exception fault) => fault switch
    {
        OperationCanceledException => ExitCode.Interrupted,
        UsageException => ExitCode.BadUsage,
        _ when FullDisk.IsBehind(fault) => ExitCode.BadInput,
        ModelFileException or IndexException or IndexStorageException => ExitCode.MissingOrIncompatible,
        DatasetException or PictureException or UnknownKeyException or TrainingException or IOException or UnauthorizedAccessException => ExitCode.BadInput,
        _ => ExitCode.Unexpected,
    };

    // A line each: the outlet makes line ends inside of a text visible, for there may be names in it.
    private static void WriteStack(TextWriter error, Exception fault)
    {
        error.WriteLine($"lookalike: unexpected failure: {fault.GetType()}: {fault.Message}");
        for (Exception? inner = fault.InnerException; inner is not null; inner = inner.InnerException) error.WriteLine($" ---> {inner.GetType()}: {inner.Message}");
        foreach (string line in (fault.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)) error.WriteLine(line.TrimEnd());
    }

    private static string Remedy(Exception fault)
    {
        if (!FullDisk.Is(fault)) return "";
        string stop = fault.Message.EndsWith('.') ? "" : ".";
        return $"{stop} Free some space and run the command again; what was complete before is still there.";
    }
}
