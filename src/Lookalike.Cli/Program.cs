using System.Runtime.CompilerServices;
using Lookalike.Cli.Commands;
using Lookalike.Imaging.Camera;
using Lookalike.Imaging.Reading;
using Lookalike.Models;
using Lookalike.Terminals.Processes;
using Lookalike.Terminals.Streams;

namespace Lookalike.Cli;

/// <summary>Where the program begins and ends.</summary>
internal static class Program
{
    private static UserDefaults Defaults { get; } = new(
        "LOOKALIKE_",
        Environment.GetEnvironmentVariable,
        new SettingsFile(Environment.GetEnvironmentVariable("LOOKALIKE_CONFIG") is { Length: > 0 } file ? file : UsualSettings),
        new Dictionary<string, string[]>
        {
            [LibraryOption.Name] = [LibraryOption.ModelName, LibraryOption.IndexName],
            [LibraryOption.ModelName] = [LibraryOption.Name],
            [LibraryOption.IndexName] = [LibraryOption.Name],
        });

    private static string UsualSettings =>
        Path.Combine(UserFolder.Configuration(Environment.GetEnvironmentVariable, OperatingSystem.IsWindows()), "config.json");

    [ModuleInitializer]
    internal static void RequireDescriptors() => DescriptorLimit.Require();

    private static async Task<int> Main(string[] args)
    {
        CameraPictures.Enable();
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

        var entrance = new Entrance
        {
            Parse = args => Defaults.Parse(args, CommandTree.Parse),
            Faults = parsed => RemedyText.Report(parsed is null ? null : CommonOptions.NamedModel(parsed)),
            Misspelling = new Misspelling(CommandTree.Meaning),

            // A training run needs a moment to write its checkpoint after Ctrl-C. A search has nothing to keep, and comes and goes at once.
            KeepTime = searches ? null : TimeSpan.FromSeconds(30),
        };
        int code = await entrance.RunAsync(args);
        if (searches) QuickExit.Leave(code);
        return code;
    }
}
