using System.Text;
using Lookalike.Terminals.Faults;
using Lookalike.Terminals.Streams;

namespace Lookalike.Terminals.Input;

/// <summary>What another program writes into this one.</summary>
internal static class StandardInput
{
    /// <summary>What stands for standard input where a path may stand.</summary>
    public const string Mark = "-";

    /// <summary>What comes from there is called so.</summary>
    public const string Name = "standard input";

    /// <summary>Opens standard input as a list of paths.</summary>
    /// <param name="ending">How paths end.</param>
    /// <param name="example">A command that pipes paths in.</param>
    /// <exception cref="UsageException">Standard input is a terminal.</exception>
    public static ListReader OpenList(ListEnding ending, string example)
    {
        RequirePipe("paths", $"Pipe them in: {example}");
        return new ListReader(new StreamReader(StandardStreams.OpenInput(), Encoding.UTF8), Name, ending, new InputWait());
    }

    /// <summary>Refuses to wait for somebody to type what nobody types.</summary>
    /// <param name="what">What is read.</param>
    /// <param name="remedy">What to do.</param>
    /// <exception cref="UsageException">Standard input is a terminal.</exception>
    public static void RequirePipe(string what, string remedy)
    {
        if (!Console.IsInputRedirected) throw new UsageException($"'-' reads {what} from standard input, which is a terminal here. {remedy}");
    }
}
