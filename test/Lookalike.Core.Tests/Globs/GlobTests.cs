using Lookalike.Core.Globs;

namespace Lookalike.Core.Tests.Globs;

public sealed class GlobTests
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
    [InlineData("MNIST/**", "mnist/train/00007")]
    [InlineData("**/*.jpg", "2024/IMG_0001.JPG")]
    [InlineData("**/ÉTÉ/*", "2024/été/a.jpg")]
    [InlineData("mnist/train", "mnist/train")]
    [InlineData("mnist/train", "mnist/train/00007")]
    [InlineData("mnist/train/", "mnist/train/00007")]
    [InlineData("mnist", "mnist/train/00007")]
    [InlineData("**/train", "mnist/train/00007")]
    [InlineData("**/", "mnist/train")]
    [InlineData("/", "/")]
    [InlineData("**/**/a", "a")]
    [InlineData("**/**/a", "b/c/a")]
    [InlineData("a/**/b/**/c", "a/b/x/b/c")]
    [InlineData("***", "mnist/train")]
    [InlineData("a**/b", "axx/y/b")]
    [InlineData("?", "a")]
    public void A_pattern_takes_the_keys_that_a_shell_would(string glob, string key) => Assert.True(new Glob(glob).IsMatch(key));

    [Theory]
    [InlineData("mnist/train/0000", "mnist/train/00007")]
    [InlineData("train/*", "mnist/train/00007")]
    [InlineData("mnist/*", "mnist/train/00007")]
    [InlineData("*", "mnist/train/00007")]
    [InlineData("mnist/train/?", "mnist/train/00007")]
    [InlineData("mnist?train/00007", "mnist/train/00007")]
    [InlineData("**/7", "mnist/train/00007")]
    [InlineData("a.b", "axb")]
    [InlineData("[ab]", "a")]
    [InlineData("key", "key\n")]
    [InlineData("mnist/train", "mnist/training/00007")]
    [InlineData("mnist/tr*", "mnist/train/00007")]
    [InlineData("train", "mnist/train/00007")]
    [InlineData("**/a", "ba")]
    [InlineData("a**/b", "ab")]
    [InlineData("?", "")]
    [InlineData("*", "/")]
    [InlineData("a", "")]
    public void Other_keys_do_not_match(string glob, string key) => Assert.False(new Glob(glob).IsMatch(key));

    [Fact]
    public void A_pattern_of_many_stars_is_no_slower_for_a_long_key() =>
        Assert.False(new Glob(string.Concat(Enumerable.Repeat("*a", 30)) + "b").IsMatch(new string('a', 20_000)));

    [Fact]
    public void A_pattern_of_many_parts_is_no_slower_either() =>
        Assert.False(new Glob(string.Concat(Enumerable.Repeat("**/a", 400)) + "/b").IsMatch(string.Concat(Enumerable.Repeat("/a", 5_000))));

    [Fact]
    public void What_was_given_is_shown() => Assert.Equal("**/*.jpg", new Glob("**/*.jpg").Text);

    [Fact]
    public void An_empty_pattern_is_refused() => Assert.Throws<ArgumentException>("text", () => new Glob(""));
}
