using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Models;
using Lookalike.Training;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Cli;

/// <summary>Turns what went wrong into one message and an exit code.</summary>
internal static class FaultReport
{
    /// <summary>Writes the message; a fault that nobody foresaw comes with its stack.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(TextWriter error, Exception fault)
    {
        int code = CodeOf(fault);
        if (code == ExitCode.Interrupted) return code;
        string text = code == ExitCode.Unexpected ? $"unexpected failure: {fault}" : fault.Message;
        string remedy = IsFullDisk(fault) ? " Free some space and run the command again; what was complete before is still there." : "";
        error.WriteLine($"lookalike: {text}{remedy}");
        return code;
    }

    private static int CodeOf(Exception fault) => fault switch
    {
        OperationCanceledException => ExitCode.Interrupted,
        UsageException => ExitCode.BadUsage,
        _ when FullDisk.IsBehind(fault) => ExitCode.BadInput,
        ModelFileException or IndexException or VectorStoreException => ExitCode.MissingOrIncompatible,
        DatasetException or PictureException or UnknownKeyException or TrainingException or IOException or UnauthorizedAccessException => ExitCode.BadInput,
        _ => ExitCode.Unexpected,
    };

    // ENOSPC on Unix, ERROR_DISK_FULL on Windows.
    private static bool IsFullDisk(Exception fault) => fault is IOException && (fault.HResult & 0xFFFF) is 28 or 112;
}
