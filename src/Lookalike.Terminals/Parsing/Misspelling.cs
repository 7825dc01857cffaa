using System.CommandLine;
using System.CommandLine.Parsing;

namespace Lookalike.Terminals.Parsing;

/// <summary>
/// What a command line says that means nothing: options and commands that there are not, and empty values. The parser takes an unknown
/// option for the name of a picture, so that these are looked for first.
/// </summary>
/// <param name="hint">What may have been meant by a word in the place of a command: a sentence, or null.</param>
internal sealed class Misspelling(Func<string, string?>? hint = null)
{
    /// <summary>A message for each, or nothing where all is known.</summary>
    public IEnumerable<string> Find(ParseResult parsed, IReadOnlyList<string> args)
    {
        if (FindCommand(parsed) is { } unknown) return [unknown];
        string[] faults = [.. UnknownOptions(parsed, args), .. EmptyValues(parsed.CommandResult)];
        bool lacksCommand = faults.Length == 0 && parsed.Errors.Count > 0 && parsed.CommandResult.Command.Subcommands.Count > 0;
        return lacksCommand ? [$"{PathOf(parsed)} needs a command: expected one of {string.Join(", ", Names(parsed))}."] : faults;
    }

    /// <summary>A message for a command that there is not, or null.</summary>
    public string? FindCommand(ParseResult parsed) =>
        parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens.FirstOrDefault(t => !LooksLikeOption(t)) is { } word
            ? UnknownCommand(parsed, word)
            : null;

    private static IEnumerable<string> UnknownOptions(ParseResult parsed, IReadOnlyList<string> args)
    {
        // What follows -- is a name, whatever it looks like; and a value that is joined to its option, as in --name=-x, is no word of its own.
        HashSet<string> words = [.. args.TakeWhile(a => a != "--")];
        HashSet<Token> values = [.. Options(parsed.CommandResult).SelectMany(o => o.Tokens)];
        foreach (Token token in parsed.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash))
        {
            if (token.Type != TokenType.Argument || !LooksLikeOption(token.Value) || !words.Contains(token.Value)) continue;
            bool negative = values.Contains(token) && Number.TryRead(token.Value, out double _);
            if (!negative) yield return UnknownOption(parsed, token.Value);
        }
    }

    private static string UnknownOption(ParseResult parsed, string text)
    {
        IEnumerable<string> names = Levels(parsed.CommandResult)
            .SelectMany((level, above) => level.Command.Options.Where(o => above == 0 || o.Recursive))
            .SelectMany(o => o.Aliases.Append(o.Name))
            .Where(n => n.StartsWith("--", StringComparison.Ordinal));
        string name = text.Split('=', ':')[0];
        string hint = Path.Exists(text) ? $" For the file of this name write ./{text}, or -- before it."
            : NearestWord.Of(name, names) is { } near ? $" Did you mean {near}?" : "";
        return $"{name} is no option of {PathOf(parsed)}.{hint}";
    }

    private string UnknownCommand(ParseResult parsed, string word)
    {
        string path = PathOf(parsed);
        string? meant = NearestWord.Of(word, Names(parsed)) is { } near ? $"Did you mean: {path} {near}" : hint?.Invoke(word);
        return $"'{word}' is no command: expected one of {string.Join(", ", Names(parsed))}.{(meant is null ? "" : $" {meant}")}";
    }

    private static IEnumerable<string> EmptyValues(CommandResult command)
    {
        foreach (OptionResult option in Options(command).Where(o => o.Tokens.Any(t => t.Value.Length == 0)))
            yield return $"{option.Option.Name}: expected a value, found an empty one.";
        foreach (ArgumentResult argument in command.Children.OfType<ArgumentResult>().Where(a => a.Tokens.Any(t => t.Value.Length == 0)))
            yield return $"<{argument.Argument.Name}>: expected a name, found an empty one.";
    }

    private static string PathOf(ParseResult parsed) => string.Join(' ', CommandPath.Of(parsed));

    private static IEnumerable<string> Names(ParseResult parsed) => parsed.CommandResult.Command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name);

    private static bool LooksLikeOption(string text) => text is ['-', _, ..];

    private static IEnumerable<OptionResult> Options(CommandResult command) => Levels(command).SelectMany(level => level.Children.OfType<OptionResult>());

    private static IEnumerable<CommandResult> Levels(CommandResult command)
    {
        for (SymbolResult? level = command; level is CommandResult result; level = result.Parent) yield return result;
    }
}
