using Lookalike.Cli.Faults;
using Lookalike.Cli.Input;
using Lookalike.Training.Sources;

namespace Lookalike.Cli.Commands.Train;

/// <summary>Pictures in the words of a command line.</summary>
internal static class PictureWords
{
    /// <summary>The words that name the pictures.</summary>
    public static string Of(PictureRequest request) => request.Origin switch
    {
        PictureOrigin.StandardInput => request.Nulls ? $"{StandardInput.Mark} --null" : StandardInput.Mark,
        PictureOrigin.List => $"--list {ShellWord.Of(request.Path)}{(request.Nulls ? " --null" : "")}",
        _ => ShellWord.Of(request.Path),
    };

    /// <summary>Opens the list that a request names its pictures by.</summary>
    /// <exception cref="UsageException">Standard input is a terminal.</exception>
    /// <exception cref="IOException">There is no list.</exception>
    public static TextReader OpenList(PictureRequest request) => request.Origin == PictureOrigin.List
        ? PathList.OpenFile(request.Path, request.Nulls)
        : StandardInput.OpenList(request.Nulls, "find . -name '*.jpg' | lookalike train -");
}
