using Lookalike.Core.Text;
using Lookalike.Terminals.Pictures;
using Lookalike.Terminals.Streams;

namespace Lookalike.Terminals.Output;

/// <summary>Paths as people read and paste them, and click them where the terminal can that (OSC 8).</summary>
/// <param name="from">The folder that paths are told from.</param>
/// <param name="raw">Where sequences for the terminal go, past what makes text visible; null for none.</param>
internal sealed class LinkedPaths(string from, TextWriter? raw)
{
    /// <summary>For standard output: links where it is a terminal that shows them.</summary>
    public static LinkedPaths OfOutput() => new(
        Directory.GetCurrentDirectory(), !Console.IsOutputRedirected && TerminalAbilities.OfProcess.Links ? StandardStreams.Output : null);

    /// <summary>Writes a path.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="path">The full path, or null.</param>
    /// <param name="otherwise">What is written where there is no path.</param>
    public void Write(TextWriter output, string? path, string otherwise)
    {
        if (path is null)
        {
            output.Write(otherwise);
            return;
        }

        raw?.Write($"\e]8;;{FileAddress.Of(path, Environment.MachineName)}\e\\");
        output.Write(ShownPath.Of(path, from));
        raw?.Write("\e]8;;\e\\");
    }
}
