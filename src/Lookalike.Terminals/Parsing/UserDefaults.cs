using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Lookalike.Terminals.Faults;

namespace Lookalike.Terminals.Parsing;

/// <summary>
/// What the user has set for options that a command line leaves out: by a variable of the environment, else in a file. Only options that take one value
/// can be set.
/// </summary>
/// <param name="prefix">How the names of variables begin; the option's follows in capitals, with underscores.</param>
/// <param name="environment">Reads a variable.</param>
/// <param name="file">The settings file, which need not be there.</param>
/// <param name="rivals">Options that say the same in two ways: what is said of one is not overruled by what is set for its rivals.</param>
internal sealed class UserDefaults(
    string prefix, Func<string, string?> environment, SettingsFile file, IReadOnlyDictionary<string, string[]> rivals)
{
    /// <summary>Whether an option takes one value, and is about what a command does.</summary>
    public static bool CanBeSet(Option option) => option is { Arity.MaximumNumberOfValues: <= 1 } and not VersionOption and not HelpOption;

    /// <summary>Reads a command line, and what is set for it.</summary>
    /// <exception cref="UsageException">A setting is none that its option takes.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public ParseResult Parse(string[] args, Func<string[], ParseResult> parse)
    {
        ParseResult given = parse(args);
        if (given.Errors.Count > 0 || given.Action is ExamplesFirstHelp || given.CommandResult.Command is not CommandWithExamples) return given;
        Setting[] settings = [.. Find(given, () => parse([]).CommandResult.Command)];
        if (settings.Length == 0) return given;
        ParseResult whole = parse(With(args, settings));
        if (whole.Errors.Count == 0) return whole;
        foreach (Setting setting in settings)
        {
            if (parse(With(args, [setting])).Errors is [var error, ..]) throw new UsageException($"{setting.Origin}: {error.Message}");
        }

        return whole;
    }

    private static string[] With(string[] args, IEnumerable<Setting> settings)
    {
        // What follows -- are names.
        int end = Array.IndexOf(args, "--") is >= 0 and var names ? names : args.Length;
        return [.. args[..end], .. settings.Select(setting => $"{setting.Option}={setting.Value}"), .. args[end..]];
    }

    private IEnumerable<Setting> Find(ParseResult given, Func<Command> root)
    {
        Option[] options = [.. Options(given.CommandResult).Where(CanBeSet)];
        HashSet<string> said = [.. options.Where(option => given.GetResult(option) is { Implicit: false }).Select(option => option.Name)];
        IReadOnlyDictionary<string, string> written = file.Read(string.Join(' ', CommandPath.Of(given).Skip(1)), root);
        foreach (Func<Option, Setting?> source in (Func<Option, Setting?>[])[OfEnvironment, option => OfFile(option, written)])
        {
            HashSet<string> before = [.. said];
            foreach (Option option in options)
            {
                if (before.Contains(option.Name) || rivals.GetValueOrDefault(option.Name, []).Any(before.Contains)) continue;
                if (source(option) is not { } setting) continue;
                said.Add(option.Name);
                yield return setting;
            }
        }
    }

    private Setting? OfEnvironment(Option option)
    {
        string name = prefix + option.Name.TrimStart('-').Replace('-', '_').ToUpperInvariant();
        return environment(name) is { Length: > 0 } value ? new Setting(option.Name, value, name) : null;
    }

    private Setting? OfFile(Option option, IReadOnlyDictionary<string, string> written) =>
        written.TryGetValue(option.Name, out string? value) ? new Setting(option.Name, value, file.Path) : null;

    private static IEnumerable<Option> Options(CommandResult command)
    {
        foreach (Option option in command.Command.Options) yield return option;
        for (SymbolResult? above = command.Parent; above is CommandResult result; above = result.Parent)
        {
            foreach (Option option in result.Command.Options.Where(option => option.Recursive)) yield return option;
        }
    }

    private sealed record Setting(string Option, string Value, string Origin);
}
