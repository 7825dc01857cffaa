using Lookalike.Terminals.Output;
using Lookalike.Terminals.Streams;

namespace Lookalike.Terminals.Tests.Output;

public sealed class LinkedPathsTests
{
    [Fact]
    public void A_path_is_a_link_whose_name_cannot_end_it()
    {
        using var written = new StringWriter();
        using var visible = new VisibleWriter(written);
        new LinkedPaths("/home", written).Write(visible, "/home/a\e\\b c.jpg", "key");

        Assert.Equal($"\e]8;;file://{Environment.MachineName}/home/a%1B%5Cb%20c.jpg\e\\a\\e\\b c.jpg\e]8;;\e\\", written.ToString().Replace("\\x1B", "\\e", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Without_a_terminal_that_shows_links_it_is_a_path_and_without_a_file_a_key()
    {
        using var written = new StringWriter();
        var paths = new LinkedPaths("/home", raw: null);
        paths.Write(written, "/home/a.jpg", "key");
        paths.Write(written, path: null, " mnist/train/7");
        Assert.Equal("a.jpg mnist/train/7", written.ToString());
    }
}
