using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Lookalike.Terminals.Display;

namespace Lookalike.Terminals.Parsing;

/// <summary>The standard help, after the command's examples.</summary>
internal sealed class ExamplesFirstHelp(HelpAction inner, IReadOnlyList<string> rootExamples) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        IReadOnlyList<string> examples = parseResult.CommandResult.Command is CommandWithExamples command ? command.Examples : rootExamples;
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (string line in ExampleLines.Of(examples, Prose.Width)) output.WriteLine(line);
        output.WriteLine();
        return inner.Invoke(parseResult);
    }
}
