using System.CommandLine;

namespace Lookalike.Cli.Parsing;

/// <summary>A command whose help begins with examples.</summary>
internal sealed class CommandWithExamples(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines that work, most useful first.</summary>
    public IReadOnlyList<string> Examples => examples;
}
