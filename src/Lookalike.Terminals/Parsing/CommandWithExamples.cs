using System.CommandLine;

namespace Lookalike.Terminals.Parsing;

/// <summary>A command whose help begins with examples.</summary>
internal sealed class CommandWithExamples(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines that work, most useful first.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>Adds options in the order in which the help names them.</summary>
    public CommandWithExamples With(params IEnumerable<Option> options)
    {
        foreach (Option option in options) Options.Add(option);
        return this;
    }

    /// <summary>What the command does, apart from the thread that listens for Ctrl-C.</summary>
    public CommandWithExamples Runs(Func<ParseResult, CancellationToken, Task<int>> run)
    {
        SetAction((parsed, cancellationToken) => Task.Run(() => run(parsed, cancellationToken), CancellationToken.None));
        return this;
    }
}
