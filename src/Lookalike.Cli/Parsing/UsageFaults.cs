using System.CommandLine;

namespace Lookalike.Cli.Parsing;

/// <summary>Says what is wrong with a command line before anything is done.</summary>
internal static class UsageFaults
{
    /// <summary>Writes every fault, and where help is to be found.</summary>
    /// <returns>Whether there is none.</returns>
    public static bool AreNone(ParseResult parsed, IReadOnlyList<string> args, TextWriter error)
    {
        string[] faults = [.. Find(parsed, args)];
        if (faults.Length == 0) return true;
        foreach (string fault in faults) error.WriteLine($"lookalike: {fault}");
        error.WriteLine($"Run '{string.Join(' ', CommandPath.Of(parsed))} --help' for examples and options.");
        return false;
    }

    private static IEnumerable<string> Find(ParseResult parsed, IReadOnlyList<string> args)
    {
        // Help of a command is given whatever else is said.
        if (parsed.Action is ExamplesFirstHelp) return Misspelling.FindCommand(parsed) is { } unknown ? [unknown] : [];

        // What is misspelt makes the parser miss other things, which need not be said.
        string[] misspelt = [.. Misspelling.Find(parsed, args)];
        return misspelt.Length > 0 ? misspelt : parsed.Errors.Select(e => e.Message);
    }
}
