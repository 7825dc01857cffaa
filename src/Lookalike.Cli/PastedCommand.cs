using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace Lookalike.Cli;

/// <summary>
/// Completes the command that a message ends with. Messages of the library name the index; which file the model was read from only the
/// command line knows, and without it the command would take another.
/// </summary>
internal static partial class PastedCommand
{
    /// <summary>The model that a command line names, or null where it leaves that to the default.</summary>
    public static string? ModelOf(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.FirstOrDefault(o => o.Name == "--model") is { } option && parsed.GetResult(option) is OptionResult { Implicit: false, Tokens: [var model] } ? model.Value : null;

    /// <summary>The message with the model in its command.</summary>
    public static string Complete(string message, string? model) =>
        model is not null && Unfinished().IsMatch(message) ? $"{message} --model {ShellWord.Of(model)}" : message;

    [GeneratedRegex(@"lookalike index (?!.* --model ).* --index .*\z", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unfinished();
}
