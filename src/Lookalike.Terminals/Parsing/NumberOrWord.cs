using System.CommandLine;
using System.Numerics;

namespace Lookalike.Terminals.Parsing;

/// <summary>An option that takes a number or one word, such as <c>all</c>.</summary>
internal sealed class NumberOrWord<T> : Option<string>
    where T : struct, INumber<T>
{
    private readonly string _word;

    /// <param name="name">The name of the option.</param>
    /// <param name="word">The word.</param>
    /// <param name="range">The numbers.</param>
    /// <param name="unit">What the number is, as in <c>number</c> or <c>share</c>.</param>
    public NumberOrWord(string name, string word, NumberRange range, string unit = "number")
        : base(name)
    {
        _word = word;
        HelpName = $"{unit}|{word}";
        Validators.Add(result =>
        {
            if (result.Tokens is not [var token] || token.Value == word) return;
            if (!Number.TryRead(token.Value, out T number)) result.AddError($"{name}: {Number.Fault<T>(token.Value)}; expected {word}, or a {unit} ({range})");
            else if (!range.Holds(double.CreateChecked(number))) result.AddError($"{name} must be {word}, or {range}, found {token.Value}.");
        });
    }

    /// <summary>Whether the word was given.</summary>
    public bool IsWord(ParseResult parsed) => parsed.GetValue(this) == _word;

    /// <summary>The number, or null where the word or nothing was given.</summary>
    public T? Read(ParseResult parsed) => parsed.GetValue(this) is { } text && Number.TryRead(text, out T number) ? number : null;
}
