using Lookalike.Terminals.Output;

namespace Lookalike.Terminals.Tests.Output;

public sealed class ShownPathTests
{
    [Theory]
    [InlineData("/home/me/pictures/a.jpg", "/home/me", "pictures/a.jpg")]
    [InlineData("/home/me/pictures/a.jpg", "/home/me/pictures/2024", "../a.jpg")]
    [InlineData("/mnt/a.jpg", "/home/me/pictures", "/mnt/a.jpg")]
    public void A_path_is_shown_from_where_one_stands_where_that_is_shorter(string path, string from, string shown) =>
        Assert.Equal(shown, ShownPath.Of(path, from));
}
