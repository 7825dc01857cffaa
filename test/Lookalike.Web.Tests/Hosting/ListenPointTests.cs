using Lookalike.Web.Hosting;

namespace Lookalike.Web.Tests.Hosting;

public sealed class ListenPointTests
{
    [Theory]
    [InlineData("localhost:5247", true)]
    [InlineData("127.0.0.1:80", true)]
    [InlineData("[::1]:80", true)]
    [InlineData("0.0.0.0:80", false)]
    [InlineData("[::]:80", false)]
    [InlineData("192.168.1.5:8080", false)]
    public void An_address_says_whether_others_reach_it(string text, bool isLocal)
    {
        Assert.True(ListenPoint.TryParse(text, out ListenPoint? point));
        Assert.Equal((isLocal, text), (point.IsLocal, point.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData(":80")]
    [InlineData("localhost")]
    [InlineData("localhost:")]
    [InlineData("localhost:65536")]
    [InlineData("localhost:-1")]
    [InlineData("localhost:+80")]
    [InlineData("photos.example:80")]
    [InlineData("127.1:80")]
    [InlineData("2130706433:80")]
    [InlineData("::1:80")]
    [InlineData("[::1:80")]
    [InlineData("http://localhost:80")]
    public void What_could_be_read_in_two_ways_is_refused(string text) => Assert.False(ListenPoint.TryParse(text, out _));
}
