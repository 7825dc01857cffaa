using System.CommandLine;
using Lookalike.Cli;
using Lookalike.Cli.Commands;
using Lookalike.Cli.Faults;
using Lookalike.Cli.Parsing;
using Lookalike.Cli.Terminals;
using Lookalike.Imaging.Reading;
using Lookalike.Models;

args = CommandTree.WithoutAliases(args);

// A search is over in a tenth of a second, and loading ONNX Runtime is a third of it: begin before the options are read.
bool searches = args is ["search", ..];
if (searches)
{
    // More begins at once than there may be cores; the pool would make the last wait for the first.
    ThreadPool.SetMinThreads(4, 1);
    _ = Task.Run(ModelFile.PrepareRuntime);
    _ = Task.Run(PictureReader.Prepare);
}

int code = Ending.Of(await RunAsync(args, searches));
if (searches) QuickExit.Leave(code);
return code;

static async Task<int> RunAsync(string[] args, bool searches)
{
    using var output = new VisibleWriter(StandardStreams.Output);
    using var error = new VisibleWriter(StandardStreams.Error);
    string? model = null;
    try
    {
        RequireWorkingFolder();
        ParseResult parsed = CommandTree.Parse(args);
        model = CommonOptions.NamedModel(parsed);
        if (args.Length == 0)
        {
            // Nothing was asked for, so that this is no result.
            CommandTree.Parse(["--help"]).Invoke(new InvocationConfiguration { Output = error, Error = error });
            return ExitCode.BadUsage;
        }

        if (!UsageFaults.AreNone(parsed, args, error)) return ExitCode.BadUsage;

        // A training run needs a moment to write its checkpoint after Ctrl-C. A search has nothing to keep, and comes and goes at once.
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = searches ? null : TimeSpan.FromSeconds(30),
        };
        using var hangUp = new HangUp();
        return await parsed.InvokeAsync(configuration, hangUp.Token);
    }
#pragma warning disable CA1031 // every fault ends here, as a message and an exit code
    catch (Exception fault)
#pragma warning restore CA1031
    {
        return Report(error, fault, model);
    }
}

// Every path is looked for from there.
static void RequireWorkingFolder()
{
    try
    {
        _ = Directory.GetCurrentDirectory();
    }
    catch (Exception e) when (e is IOException or UnauthorizedAccessException)
    {
        throw new IOException("The working folder is gone: it was deleted or cannot be entered any more. Change to a folder that is there, and run the command again.", e);
    }
}

static int Report(TextWriter error, Exception fault, string? model)
{
    try
    {
        return FaultReport.Write(error, fault, model);
    }
#pragma warning disable CA1031 // where memory has run out, not even what tells faults apart can be loaded
    catch (Exception)
#pragma warning restore CA1031
    {
        error.WriteLine($"lookalike: unexpected failure: {fault.GetType()}: {fault.Message.TrimEnd()}");
        return ExitCode.Unexpected;
    }
}
