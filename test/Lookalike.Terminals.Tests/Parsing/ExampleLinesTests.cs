using Lookalike.Terminals.Parsing;

namespace Lookalike.Terminals.Tests.Parsing;

public sealed class ExampleLinesTests
{
    private static readonly string[] Examples = ["find a b   what is like b", "search", "look at it --all   everything"];

    [Fact]
    public void What_an_example_is_for_stands_beside_it_where_there_is_room() => Assert.Equal(
        ["  find a b           what is like b", "  search", "  look at it --all   everything"], ExampleLines.Of(Examples, 35));

    [Fact]
    public void It_stands_below_where_there_is_none() => Assert.Equal(
        ["  find a b", "      what is like b", "  search", "  look at it --all", "      everything"], ExampleLines.Of(Examples, 34));
}
