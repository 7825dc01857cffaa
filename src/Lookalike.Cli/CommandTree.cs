using System.CommandLine.Help;
using Lookalike.Cli.Commands.Augment;
using Lookalike.Cli.Commands.Completion;
using Lookalike.Cli.Commands.Data;
using Lookalike.Cli.Commands.Demo;
using Lookalike.Cli.Commands.Doctor;
using Lookalike.Cli.Commands.Duplicates;
using Lookalike.Cli.Commands.Evaluate;
using Lookalike.Cli.Commands.Export;
using Lookalike.Cli.Commands.Find;
using Lookalike.Cli.Commands.Import;
using Lookalike.Cli.Commands.Index;
using Lookalike.Cli.Commands.Libraries;
using Lookalike.Cli.Commands.Search;
using Lookalike.Cli.Commands.Serve;
using Lookalike.Cli.Commands.Train;

namespace Lookalike.Cli;

/// <summary>All commands and their options, and how a command line is read.</summary>
internal static class CommandTree
{
    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("find", FindCommand.Create),
        ("libraries", LibrariesCommand.Create),
        ("data", DataCommand.Create),
        ("train", TrainCommand.Create),
        ("augment", AugmentCommand.Create),
        ("model", ModelCommand.Create),
        ("index", IndexCommand.Create),
        ("search", SearchCommand.Create),
        ("duplicates", DuplicatesCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("export", ExportCommand.Create),
        ("embed", EmbedCommand.Create),
        ("doctor", DoctorCommand.Create),
        ("serve", ServeCommand.Create),
        ("demo", DemoCommand.Create),
        ("completion", CompletionCommand.Create),
        ("complete", () => CompletionCommand.CreateComplete(Parse)),
    ];

    private static readonly string[] Examples =
    [
        "lookalike find ~/pictures photo.jpg   what looks like a photo among these",
        "lookalike duplicates   which of them are there twice",
        "lookalike serve   look at them in a browser",
        "lookalike demo   train, index, search and measure MNIST",
        "lookalike help search   examples and options of a command",
    ];

    // A name that begins with @ is a name: files of arguments would let the name of a picture give orders.
    private static ParserConfiguration Configuration => new() { ResponseFileTokenReplacer = null };

    /// <summary>Reads a command line.</summary>
    public static ParseResult Parse(string[] args) => Root(args).Parse(args, Configuration);

    /// <summary>Reads a command line as a shell shows it, with all commands.</summary>
    public static ParseResult Parse(string line) => Root([]).Parse(line, Configuration);

    /// <summary>The words that are meant by <c>help</c>, <c>version</c> and the names of pictures in the place of a command.</summary>
    public static string[] WithoutAliases(string[] args) => args switch
    {
        ["help", .. var command] => [.. command, "--help"],
        ["version"] => ["--version"],
        [var word, ..] when !Commands.Any(command => command.Name == word) && File.Exists(word) => ["search", .. args],
        _ => args,
    };

    /// <summary>What may have been meant by a word in the place of a command: a sentence, or null.</summary>
    public static string? Meaning(string word) =>
        Directory.Exists(word) ? $"To search among the pictures of this folder: lookalike find {ShellWord.Of(word)} photo.jpg" : null;

    /// <summary>The tree.</summary>
    /// <param name="args">
    /// The words of the command line. Where the first names a command, only that one is built: a search would otherwise spend a tenth of its time on
    /// the options of the others.
    /// </param>
    public static RootCommand Root(IReadOnlyList<string> args)
    {
        var root = new RootCommand("Finds images that look alike: trains an autoencoder on unlabelled images, indexes their latents, searches by distance.");
        foreach (Option option in VerbosityOptions.All()) root.Options.Add(option);
        bool named = args.Count > 0 && Commands.Any(c => c.Name == args[0]);
        foreach ((string name, Func<Command> create) in Commands)
        {
            if (named && name != args[0]) continue;
            Command command = create();

            // A list of all says of each what it does, and the command's own help the rest.
            if (!named) command.Description = command.Description?.Split(". ")[0].TrimEnd('.') + ".";
            root.Subcommands.Add(command);
        }

        NumberParsing.Install(root);
        root.Options.OfType<VersionOption>().Single().Aliases.Add("-V");
        foreach (HelpOption help in root.Options.OfType<HelpOption>()) help.Action = new ExamplesFirstHelp((HelpAction)help.Action!, Examples);
        return root;
    }
}
