using System.CommandLine;
using System.CommandLine.Help;
using Lookalike.Cli;
using Lookalike.Imaging;
using Lookalike.Models;

// A search is over in a tenth of a second, and loading ONNX Runtime is a third of it: begin before the options are read.
bool searches = args is ["search", ..];
if (searches)
{
    // More begins at once than there may be cores; the pool would make the last wait for the first.
    ThreadPool.SetMinThreads(4, 1);
    _ = Task.Run(ModelFile.PrepareRuntime);
    _ = Task.Run(PictureReader.Prepare);
}

int code = await RunAsync(args, searches);
if (searches) QuickExit.Leave(code);
return code;

static async Task<int> RunAsync(string[] args, bool searches)
{
    ParseResult parsed = Root(args).Parse(args);
    if (parsed.Errors.Count > 0)
    {
        foreach (var fault in parsed.Errors) Console.Error.WriteLine($"lookalike: {fault.Message}");
        Console.Error.WriteLine($"Run '{string.Join(' ', CommandPath.Of(parsed))} --help' for examples and options.");
        return ExitCode.BadUsage;
    }

    try
    {
        // A training run needs a moment to write its checkpoint after Ctrl-C. A search has nothing to keep, and comes and goes at once.
        var configuration = new InvocationConfiguration
        {
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
        return FaultReport.Write(Console.Error, fault);
    }
}

static RootCommand Root(string[] args)
{
    var quiet = new Option<bool>("--quiet", "-q") { Description = "Say nothing but results and errors.", Recursive = true };
    var root = new RootCommand("Finds images that look alike: trains an autoencoder on unlabelled images, indexes their latents, searches by distance.") { quiet };
    (string Name, Func<Command> Create)[] commands =
    [
        ("data", DataCommand.Create),
        ("train", TrainCommand.Create),
        ("augment", AugmentCommand.Create),
        ("index", IndexCommand.Create),
        ("search", SearchCommand.Create),
        ("duplicates", DuplicatesCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("doctor", DoctorCommand.Create),
        ("demo", DemoCommand.Create),
    ];

    // Only the command that was named is built: a search would otherwise spend a tenth of its time on the options of the others.
    bool named = args.Length > 0 && commands.Any(c => c.Name == args[0]);
    foreach ((string name, Func<Command> create) in commands)
    {
        if (!named || name == args[0]) root.Subcommands.Add(create());
    }

    string[] examples =
    [
        "lookalike demo                                       everything at once: train, index, search and measure MNIST",
        "lookalike train mnist --vis output/recon_vis.png --plot output/plot.png",
        "lookalike index mnist",
        "lookalike search --query digit.png --montage output/results.png",
        "lookalike evaluate mnist --queries 1000 --baselines",
    ];
    foreach (HelpOption help in root.Options.OfType<HelpOption>()) help.Action = new ExamplesFirstHelp((HelpAction)help.Action!, examples);
    return root;
}
