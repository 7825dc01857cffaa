using System.CommandLine;
using Lookalike.Imaging.Pixels;
using Lookalike.Terminals.Parsing;

namespace Lookalike.Cli.Tests.Parsing;

/// <summary>All options of all commands that take numbers, found by looking at the commands themselves.</summary>
public sealed class NumberOptionsTests
{
    private static readonly string[] Bad = ["0,05", "1,000", "1.000,5", "1_000", "+5", " 5", "5 ", "٣", "0x10", "1e400", "NaN", "Infinity", "-Infinity", new string('9', 400), "many"];

    public static TheoryData<string, string> Options()
    {
        var data = new TheoryData<string, string>();
        foreach ((string command, Option option) in All(CommandTree.Root([]), "").Where(o => TakesNumber(o.Option))) data.Add(command, option.Name);
        return data;
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_option_that_takes_a_number_refuses_what_is_none_and_names_itself(string command, string option)
    {
        foreach (string text in Bad.Where(t => option != "--crop" || command != "search" || !t.Contains(',', StringComparison.Ordinal)))
        {
            string[] faults = [.. Faults([.. command.Split(' '), option, text])];
            Assert.True(faults.Any(f => f.StartsWith(option, StringComparison.Ordinal)), $"{command} {option} '{text}': {string.Join(" | ", faults)}");
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void A_negative_number_is_refused_but_for_a_seed(string command, string option) =>
        Assert.Equal(option == "--seed", !Faults([.. command.Split(' '), option, "-3"]).Any(f => f.StartsWith(option, StringComparison.Ordinal)));

    [Fact]
    public void The_options_that_take_numbers_are_found()
    {
        string[] found = [.. Options().Select(row => $"{row.Data.Item1} {row.Data.Item2}")];
        string[] some =
        [
            "search --top", "search --within", "search --crop", "search --seed", "duplicates --within", "train --learning-rate", "train --budget", "train --size", "train --validation",
            "evaluate --queries", "doctor --sample", "augment --rotation", "index --threads", "index --max-pixels",
        ];
        Assert.Empty(some.Except(found));
    }

    [Theory]
    [InlineData("0,1,2", "--crop")]
    [InlineData("0,0,5.5,5", "--crop")]
    [InlineData("0,0, 5,5", "--crop")]
    [InlineData("0,0,+5,5", "--crop")]
    [InlineData("0,0,5,0", "--crop")]
    [InlineData("0,0,99999999999,5", "--crop")]
    public void A_list_of_numbers_is_read_as_strictly(string text, string option) => Assert.Contains(Faults(["search", option, text]), f => f.StartsWith(option, StringComparison.Ordinal));

    [Theory]
    [InlineData("5", "--budget: 5 has no unit; write 5s or 5m")]
    [InlineData("1,5h", "--budget: 1,5h is no time; write 1.5h")]
    [InlineData("0m", "--budget: expected a time above zero and below 30 years, found 0m")]
    [InlineData("٣m", "--budget: expected a time such as 90s, 5m or 1h30m, found '٣m'")]
    [InlineData("1h30", "--budget: expected a time such as 90s, 5m or 1h30m, found '1h30'")]
    public void A_time_has_units(string text, string fault) => Assert.Contains(fault, Faults(["train", "--budget", text]));

    [Theory]
    [InlineData("--latent", "100000", "--latent must be 1 to 1024, found 100000.")]
    [InlineData("--learning-rate", "2", "--learning-rate must be above 0 and at most 1, found 2.")]
    [InlineData("--smoothing", "0", "--smoothing must be 1 to 100000, found 0.")]
    [InlineData("--flip", "1.5", "--flip must be 0 to 1, found 1.5.")]
    [InlineData("--validation", "0.9", "--validation must be test, or above 0 and at most 0.5, found 0.9.")]
    [InlineData("--threads", "0", "--threads must be at least 1, found 0.")]
    public void A_range_is_told_with_the_name_of_the_option_and_what_was_given(string option, string text, string fault) => Assert.Contains(fault, Faults(["train", option, text]));

    private static IEnumerable<string> Faults(string[] args) => CommandTree.Parse(args).Errors.Select(e => e.Message);

    private static IEnumerable<(string Command, Option Option)> All(Command command, string path) =>
        command.Options.Select(o => (path, o)).Concat(command.Subcommands.SelectMany(c => All(c, path.Length == 0 ? c.Name : $"{path} {c.Name}")));

    private static bool TakesNumber(Option option)
    {
        Type type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        bool orWord = option.GetType() is { IsGenericType: true } generic && generic.GetGenericTypeDefinition() == typeof(NumberOrWord<>);
        return orWord || (type.IsPrimitive && type != typeof(bool)) || type == typeof(decimal) || type == typeof(TimeSpan) || type == typeof(PictureArea);
    }
}
