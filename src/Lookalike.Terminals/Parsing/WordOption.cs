using System.CommandLine;

namespace Lookalike.Terminals.Parsing;

/// <summary>An option that takes one of a few words, each the name of a value: <c>one-cycle</c> is <c>OneCycle</c>.</summary>
/// <typeparam name="T">What the words mean.</typeparam>
internal sealed class WordOption<T> : Option<string?>
    where T : struct, Enum
{
    /// <param name="name">The name of the option.</param>
    /// <param name="description">What it does.</param>
    /// <param name="words">The words that are taken.</param>
    public WordOption(string name, string description, params string[] words)
        : base(name)
    {
        Description = description;
        this.AcceptOnlyFromAmong(words);
    }

    /// <summary>The value that is asked for, or null where nothing is.</summary>
    public T? Read(ParseResult parsed) =>
        parsed.GetValue(this) is { } word ? Enum.Parse<T>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true) : null;
}
