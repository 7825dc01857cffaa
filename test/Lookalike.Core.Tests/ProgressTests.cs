namespace Lookalike.Core.Tests;

public sealed class ProgressTests
{
    [Theory]
    [InlineData(0, "encoding: 3")]
    [InlineData(10, "encoding: 3 of 10")]
    public void It_reads_as_a_person_says_it(long total, string text) => Assert.Equal(text, new Progress("encoding", 3, total).ToString());

    [Fact]
    public void Two_are_equal_where_all_they_say_is()
    {
        Assert.True(new Progress("encoding", 3, 10) == new Progress("encoding", 3, 10));
        Assert.True(new Progress("encoding", 3, 10) != new Progress("encoding", 4, 10));
        Assert.True(new Progress("encoding", 3, 10) != new Progress("reading", 3, 10));
    }
}
