using Lookalike.Terminals.Display;

namespace Lookalike.Terminals.Tests.Display;

public sealed class WrappedWriterTests
{
    [Theory]
    [InlineData(40, "lookalike: 'pictures' is no command:\nexpected one of find.\n")]
    [InlineData(80, "lookalike: 'pictures' is no command: expected one of find.\n")]
    public void A_message_is_broken_between_words_at_the_width_that_the_terminal_has_then(int width, string lines)
    {
        using var written = new StringWriter { NewLine = "\n" };
        int columns = 10;
        using var wrapped = new WrappedWriter(written, () => columns);
        columns = width;
        wrapped.WriteLine("lookalike: 'pictures' is no command: expected one of find.");
        Assert.Equal(lines, written.ToString());
    }
}
