using System.CommandLine;
using System.CommandLine.Parsing;

namespace Lookalike.Terminals.Parsing;

/// <summary>The words that name a command, from the program's name on.</summary>
internal static class CommandPath
{
    private const string Program = "lookalike";

    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = command.Parent)
            names.Push(command.Parent is null ? Program : command.Command.Name);
        return names;
    }
}
