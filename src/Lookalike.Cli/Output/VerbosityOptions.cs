namespace Lookalike.Cli.Output;

/// <summary>The options of every command that say how much is said.</summary>
internal static class VerbosityOptions
{
    public const string Quiet = "--quiet", Verbose = "--verbose";

    public static IEnumerable<Option> All() =>
    [
        new Option<bool>(Quiet, "-q") { Description = "Say nothing but results and errors.", Recursive = true },
        new Option<bool>(Verbose, "-v") { Description = "Name every file in a format that is not read; else one of each format.", Recursive = true },
    ];

    public static Verbosity Read(ParseResult parsed) =>
        parsed.GetValue<bool>(Quiet) ? Verbosity.Quiet : parsed.GetValue<bool>(Verbose) ? Verbosity.Verbose : Verbosity.Usual;
}
