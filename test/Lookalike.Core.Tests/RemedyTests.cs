namespace Lookalike.Core.Tests;

public sealed class RemedyTests
{
    [Fact]
    public void It_keeps_the_arguments_that_it_was_made_with()
    {
        List<string> given = ["index.db", "photos"];
        Remedy remedy = new(RemedyKind.Index, given);

        given.Clear();

        Assert.Equal(["index.db", "photos"], remedy.Arguments);
    }
}
