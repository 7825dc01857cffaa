using Lookalike.Terminals.Input;

namespace Lookalike.Terminals.Tests.Input;

public sealed class ListReaderTests
{
    [Fact]
    public void Names_are_lines_whatever_system_wrote_them() => Assert.Equal(["a b.png", "", "c\rd.png", "e.png"], Read("a b.png\r\n\nc\rd.png\ne.png", nulls: false));

    [Fact]
    public void Names_that_end_with_NULs_may_hold_line_ends() => Assert.Equal(["a\nb.png", "c.png\r", "d"], Read("a\nb.png\0c.png\r\0d", nulls: true));

    [Fact]
    public void A_NUL_in_a_list_of_lines_is_told_with_the_option_that_reads_it() =>
        Assert.Contains("--zero", Assert.Throws<IOException>(() => Read("a.png\nb.png\0c.png\0", nulls: false)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_goes_on_without_an_end_is_no_list(bool nulls)
    {
        IOException fault = Assert.Throws<IOException>(() => Read(new string('x', 100_000), nulls));
        Assert.Contains("longer than any path", fault.Message, StringComparison.Ordinal);
    }

    private static List<string> Read(string text, bool nulls)
    {
        using var reader = new ListReader(new StringReader(text), "the list", new ListEnding(nulls, "--zero"));
        var names = new List<string>();
        while (reader.ReadLine() is { } name) names.Add(name);
        return names;
    }
}
