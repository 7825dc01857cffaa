using System.CommandLine.Help;
using Lookalike.Cli.Commands.Augment;
using Lookalike.Cli.Commands.Data;
using Lookalike.Cli.Commands.Demo;
using Lookalike.Cli.Commands.Doctor;
using Lookalike.Cli.Commands.Duplicates;
using Lookalike.Cli.Commands.Evaluate;
using Lookalike.Cli.Commands.Import;
using Lookalike.Cli.Commands.Index;
using Lookalike.Cli.Commands.Search;
using Lookalike.Cli.Commands.Serve;
using Lookalike.Cli.Commands.Train;

namespace Lookalike.Cli;

/// <summary>All commands and their options, and how a command line is read.</summary>
internal static class CommandTree
{
    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("data", DataCommand.Create),
        ("train", TrainCommand.Create),
        ("augment", AugmentCommand.Create),
        ("model", ModelCommand.Create),
        ("index", IndexCommand.Create),
        ("search", SearchCommand.Create),
        ("duplicates", DuplicatesCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("doctor", DoctorCommand.Create),
        ("serve", ServeCommand.Create),
        ("demo", DemoCommand.Create),
    ];

    private static readonly string[] Examples =
    [
        "lookalike demo                                       everything at once: train, index, search and measure MNIST",
        "lookalike train mnist --vis output/recon_vis.png --plot output/plot.png",
        "lookalike index mnist",
        "lookalike search --query digit.png --montage output/results.png",
        "lookalike evaluate mnist --queries 1000 --baselines",
    ];

    /// <summary>Reads a command line. A name that begins with @ is a name: files of arguments would let the name of a picture give orders.</summary>
    public static ParseResult Parse(string[] args) => Root(args).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    /// <summary>The words that are meant by <c>help</c> and <c>version</c> in the place of a command.</summary>
    public static string[] WithoutAliases(string[] args) => args switch
    {
        ["help", .. var command] => [.. command, "--help"],
        ["version"] => ["--version"],
        _ => args,
    };

    /// <summary>What may have been meant by a word in the place of a command: a sentence, or null.</summary>
    public static string? Meaning(string word)
    {
        if (Directory.Exists(word)) return $"To index the pictures of this folder: lookalike index {ShellWord.Of(word)}";
        return File.Exists(word) ? $"To find what looks like this picture: lookalike search {ShellWord.Of(word)}" : null;
    }

    /// <summary>The tree.</summary>
    /// <param name="args">
    /// The words of the command line. Where the first names a command, only that one is built: a search would otherwise spend a tenth of its time on
    /// the options of the others.
    /// </param>
    public static RootCommand Root(IReadOnlyList<string> args)
    {
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Say nothing but results and errors.", Recursive = true };
        var root = new RootCommand("Finds images that look alike: trains an autoencoder on unlabelled images, indexes their latents, searches by distance.")
        {
            quiet,
        };
        bool named = args.Count > 0 && Commands.Any(c => c.Name == args[0]);
        foreach ((string name, Func<Command> create) in Commands)
        {
            if (!named || name == args[0]) root.Subcommands.Add(create());
        }

        NumberParsing.Install(root);
        foreach (HelpOption help in root.Options.OfType<HelpOption>()) help.Action = new ExamplesFirstHelp((HelpAction)help.Action!, Examples);
        return root;
    }
}
