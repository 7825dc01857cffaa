using System.CommandLine;

namespace Lookalike.Terminals.Parsing;

/// <summary>Makes options in one line of a table: name, what its value is called in the help, what it does.</summary>
internal static class OptionOf
{
    /// <summary>An option that is given or not.</summary>
    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    /// <summary>An option that takes a text, and need not be given.</summary>
    public static Option<string?> Text(string name, string value, string description) => new(name) { Description = description, HelpName = value };

    /// <summary>An option that takes a text, and is <paramref name="usual"/> where it is not given.</summary>
    public static Option<string> Text(string name, string value, string description, string usual) =>
        new(name) { Description = description, HelpName = value, DefaultValueFactory = _ => usual };

    /// <summary>An option that takes a text, and may be repeated.</summary>
    public static Option<string[]> Texts(string name, string value, string description) => new(name) { Description = description, HelpName = value };

    /// <summary>An option that takes one text or several after each other, and may be repeated.</summary>
    public static Option<string[]> Row(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value, AllowMultipleArgumentsPerToken = true };

    /// <summary>The same option by one more name.</summary>
    public static Option<T> Or<T>(this Option<T> option, string alias)
    {
        option.Aliases.Add(alias);
        return option;
    }
}
