using Lookalike.Terminals.Parsing;

namespace Lookalike.Terminals.Tests.Parsing;

public sealed class NearestWordTests
{
    private static readonly string[] Commands = ["data", "train", "augment", "index", "search", "duplicates", "evaluate", "doctor", "demo"];

    [Theory]
    [InlineData("serch", "search")]
    [InlineData("saerch", "search")]
    [InlineData("trian", "train")]
    [InlineData("indexx", "index")]
    [InlineData("duplicate", "duplicates")]
    [InlineData("evalute", "evaluate")]
    [InlineData("photo.jpg", null)]
    [InlineData("x", null)]
    public void A_slip_or_two_are_seen_through_and_another_word_is_not(string misspelt, string? meant) => Assert.Equal(meant, NearestWord.Of(misspelt, Commands));
}
