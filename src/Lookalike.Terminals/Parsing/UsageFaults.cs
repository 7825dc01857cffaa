using System.CommandLine;
using System.CommandLine.Help;

namespace Lookalike.Terminals.Parsing;

/// <summary>Says what is wrong with a command line before anything is done.</summary>
internal static class UsageFaults
{
    /// <summary>The option that asks for help.</summary>
    public static string HelpName { get; } = new HelpOption().Name;

    /// <summary>Writes every fault, and where help is to be found.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="args">Its words.</param>
    /// <param name="misspelling">What tells what was meant.</param>
    /// <param name="error">Where faults are written.</param>
    /// <returns>Whether there is none.</returns>
    public static bool AreNone(ParseResult parsed, IReadOnlyList<string> args, Misspelling misspelling, TextWriter error)
    {
        string[] faults = [.. Find(parsed, args, misspelling)];
        if (faults.Length == 0) return true;
        foreach (string fault in faults) error.WriteLine($"lookalike: {fault}");
        error.WriteLine($"Run '{string.Join(' ', CommandPath.Of(parsed))} {HelpName}' for examples and options.");
        return false;
    }

    private static IEnumerable<string> Find(ParseResult parsed, IReadOnlyList<string> args, Misspelling misspelling)
    {
        // Help of a command is given whatever else is said.
        if (parsed.Action is ExamplesFirstHelp) return misspelling.FindCommand(parsed) is { } unknown ? [unknown] : [];

        // What is misspelt makes the parser miss other things, which need not be said.
        string[] misspelt = [.. misspelling.Find(parsed, args)];
        return misspelt.Length > 0 ? misspelt : parsed.Errors.Select(e => e.Message);
    }
}
