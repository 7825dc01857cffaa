using Lookalike.Core.Text;

namespace Lookalike.Core.Tests.Text;

public sealed class FileAddressTests
{
    [Theory]
    [InlineData("/home/me/a.jpg", "file:///home/me/a.jpg")]
    [InlineData("/p/a b#1?.jpg", "file:///p/a%20b%231%3F.jpg")]
    [InlineData("/p/100%25.jpg", "file:///p/100%2525.jpg")]
    [InlineData("/p/\u00e9\u001b]8;;x\n\".png", "file:///p/%C3%A9%1B%5D8;;x%0A%22.png")]
    public void Whatever_is_in_a_name_its_address_is_printable_and_names_the_file(string path, string address)
    {
        Assert.Equal(address, FileAddress.Of(path));
        Assert.Equal(path, Uri.UnescapeDataString(new Uri(address).AbsolutePath));
    }

    [Fact]
    public void An_address_may_say_on_which_machine_the_file_is() => Assert.Equal("file://here/a.jpg", FileAddress.Of("/a.jpg", "here"));
}
