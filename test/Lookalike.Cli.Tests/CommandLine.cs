using System.CommandLine;
using Lookalike.Terminals.Parsing;

namespace Lookalike.Cli.Tests;

/// <summary>Command lines of one command, read as the program reads them.</summary>
internal static class CommandLine
{
    /// <summary>Reads a command line that has no faults.</summary>
    public static ParseResult Line(this Command command, params string[] args)
    {
        var root = new RootCommand { command };
        NumberParsing.Install(root);
        ParseResult parsed = root.Parse([command.Name, .. args]);
        Assert.Empty(parsed.Errors);
        return parsed;
    }
}
