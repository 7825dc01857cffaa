using System.CommandLine;
using Lookalike.Terminals.Parsing;

namespace Lookalike.Terminals.Tests.Parsing;

public sealed class WordOptionTests
{
    private readonly WordOption<DayOfWeek> _day = new("--day", "A day.", "sunday", "mon-day");

    [Fact]
    public void A_word_is_the_value_of_its_name_whatever_its_case_and_its_dashes()
    {
        Assert.Equal(DayOfWeek.Sunday, _day.Read(Parse("--day", "sunday")));
        Assert.Equal(DayOfWeek.Monday, _day.Read(Parse("--day", "mon-day")));
    }

    [Fact]
    public void What_is_not_given_is_nothing() => Assert.Null(_day.Read(Parse()));

    [Fact]
    public void Another_word_is_refused_though_it_names_a_value() => Assert.NotEmpty(Parse("--day", "tuesday").Errors);

    private ParseResult Parse(params string[] args) => new RootCommand { _day }.Parse(args);
}
