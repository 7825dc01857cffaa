namespace Lookalike.Core.Tests;

public sealed class ProgressTests
{
    [Theory]
    [InlineData(0, "encoding: 3")]
    [InlineData(10, "encoding: 3 of 10")]
    public void It_reads_as_a_person_says_it(long total, string text) => Assert.Equal(text, new Progress("encoding", 3, total).ToString());
}
