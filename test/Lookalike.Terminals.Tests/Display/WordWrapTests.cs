using Lookalike.Terminals.Display;

namespace Lookalike.Terminals.Tests.Display;

public sealed class WordWrapTests
{
    [Theory]
    [InlineData("as it is", 8, "as it is")]
    [InlineData("as it is  and on", 8, "as it is|and on")]
    [InlineData("one-word-too-long x", 8, "one-word|-too-lon|g x")]
    [InlineData("    indented-word", 8, "    inde|nted-wor|d")]
    [InlineData("first\nsecond line", 8, "first|second|line")]
    [InlineData("", 8, "")]
    public void Lines_end_behind_a_word_where_one_fits(string text, int width, string lines) => Assert.Equal(lines.Split('|'), WordWrap.Lines(text, width));

    [Fact]
    public void No_character_is_broken() => Assert.Equal(["abc", "😀de"], WordWrap.Lines("abc😀de", 4));

    [Fact]
    public void No_line_is_too_long_and_no_word_is_lost_whatever_the_text()
    {
        var random = new Random(5);
        for (int i = 0; i < 500; i++)
        {
            string[] words = [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => new string((char)random.Next('a', 'z'), random.Next(1, 20)))];
            int width = random.Next(2, 40);
            string[] lines = [.. WordWrap.Lines(string.Join(' ', words), width)];
            Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
            Assert.Equal(string.Concat(words), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
            if (words.All(word => word.Length <= width)) Assert.Equal(words, string.Join(' ', lines).Split(' '));
        }
    }
}
