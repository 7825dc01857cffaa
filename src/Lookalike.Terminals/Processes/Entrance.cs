using System.CommandLine;
using Lookalike.Terminals.Display;
using Lookalike.Terminals.Faults;
using Lookalike.Terminals.Parsing;
using Lookalike.Terminals.Streams;

namespace Lookalike.Terminals.Processes;

/// <summary>The way of every command line: it is read, refused or run, and each fault becomes a message and an exit code.</summary>
internal sealed class Entrance
{
    /// <summary>Reads a command line.</summary>
    public required Func<string[], ParseResult> Parse { get; init; }

    /// <summary>What the program says of faults, by the command line where it could be read.</summary>
    public required Func<ParseResult?, FaultReport> Faults { get; init; }

    /// <summary>Tells what was meant.</summary>
    public required Misspelling Misspelling { get; init; }

    /// <summary>How long a command may go on after Ctrl-C, to keep what it has; null where it has nothing to keep.</summary>
    public required TimeSpan? KeepTime { get; init; }

    /// <summary>Runs a command line.</summary>
    /// <param name="args">Its words.</param>
    /// <returns>The exit code of the process.</returns>
    public async Task<int> RunAsync(string[] args) => Ending.Of(await InvokeAsync(args).ConfigureAwait(false));

    private async Task<int> InvokeAsync(string[] args)
    {
        using var output = new VisibleWriter(StandardStreams.Output);
        using var visible = new VisibleWriter(StandardStreams.Error);
        using TextWriter error = Terminal.IsDrawable ? new WrappedWriter(visible, () => new DrawingArea(visible).Width) : visible;
        ParseResult? parsed = null;
        try
        {
            RequireWorkingFolder();
            parsed = Parse(args);
            if (args.Length == 0)
            {
                // Nothing was asked for, so that this is no result.
                await Parse([UsageFaults.HelpName]).InvokeAsync(new InvocationConfiguration { Output = error, Error = error }).ConfigureAwait(false);
                return ExitCode.BadUsage;
            }

            if (!UsageFaults.AreNone(parsed, args, Misspelling, error)) return ExitCode.BadUsage;
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = KeepTime,
            };
            using var hangUp = new HangUp();
            return await parsed.InvokeAsync(configuration, hangUp.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // every fault ends here, as a message and an exit code
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return Report(error, fault, parsed);
        }
    }

    // Every path is looked for from there.
    private static void RequireWorkingFolder()
    {
        try
        {
            _ = Directory.GetCurrentDirectory();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                "The working folder is gone: it was deleted or cannot be entered any more. Change to a folder that is there, and run the command again.", e);
        }
    }

    private int Report(TextWriter error, Exception fault, ParseResult? parsed)
    {
        try
        {
            return Faults(parsed).Write(error, fault);
        }
#pragma warning disable CA1031 // where memory has run out, not even what tells faults apart can be loaded
        catch (Exception)
#pragma warning restore CA1031
        {
            error.WriteLine($"lookalike: unexpected failure: {fault.GetType()}: {fault.Message.TrimEnd()}");
            return ExitCode.Unexpected;
        }
    }
}
