namespace Lookalike.Application.Tests;

public sealed class KeyPatternTests
{
    [Theory]
    [InlineData("mnist/train/00007", "mnist/train/00007")]
    [InlineData("mnist/train/*", "mnist/train/00007")]
    [InlineData("mnist/*/00007", "mnist/test/00007")]
    [InlineData("*/*/*", "mnist/test/00007")]
    [InlineData("mnist/train/0000?", "mnist/train/00007")]
    [InlineData("**", "mnist/train/00007")]
    [InlineData("**/00007", "mnist/train/00007")]
    [InlineData("**/00007", "00007")]
    [InlineData("mnist/**", "mnist/train/00007")]
    [InlineData("mnist/**/00007", "mnist/00007")]
    [InlineData("mnist/**/00007", "mnist/a/b/c/00007")]
    [InlineData("m**7", "mnist/train/00007")]
    [InlineData("*.jp?g", "a.b.jpeg")]
    [InlineData("holiday [1] (best)+.jpg", "holiday [1] (best)+.jpg")]
    [InlineData("*", "two\nlines")]
    public void A_pattern_takes_the_keys_that_a_shell_would(string glob, string key) => Assert.True(new KeyPattern(glob).IsMatch(key));

    [Theory]
    [InlineData("mnist/train/0000", "mnist/train/00007")]
    [InlineData("train/*", "mnist/train/00007")]
    [InlineData("mnist/*", "mnist/train/00007")]
    [InlineData("*", "mnist/train/00007")]
    [InlineData("mnist/train/?", "mnist/train/00007")]
    [InlineData("mnist?train/00007", "mnist/train/00007")]
    [InlineData("MNIST/**", "mnist/train/00007")]
    [InlineData("**/7", "mnist/train/00007")]
    [InlineData("a.b", "axb")]
    [InlineData("[ab]", "a")]
    [InlineData("key", "key\n")]
    public void Other_keys_do_not_match(string glob, string key) => Assert.False(new KeyPattern(glob).IsMatch(key));

    [Fact]
    public void A_pattern_of_many_stars_is_no_slower_for_a_long_key() =>
        Assert.False(new KeyPattern(string.Concat(Enumerable.Repeat("*a", 30)) + "b").IsMatch(new string('a', 20_000)));

    [Fact]
    public void An_empty_pattern_is_refused() => Assert.Throws<ArgumentException>("glob", () => new KeyPattern(""));
}
