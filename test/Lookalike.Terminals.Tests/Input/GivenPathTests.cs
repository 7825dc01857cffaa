using Lookalike.Terminals.Input;

namespace Lookalike.Terminals.Tests.Input;

public sealed class GivenPathTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_file_address_becomes_its_path()
    {
        string path = _scratch["y z ä.png"];
        File.WriteAllText(path, "");
        Assert.Equal(path, GivenPath.Of(new Uri(path).AbsoluteUri));
        Assert.Equal("/gone/a b.png", GivenPath.Of("file:///gone/a%20b.png"));
        Assert.Equal("/gone/a.png", GivenPath.Of("file://localhost/gone/a.png"));
    }

    [Theory]
    [InlineData("https://example.com/a.png", "nothing is fetched")]
    [InlineData("HTTP://example.com/a.png", "nothing is fetched")]
    [InlineData("s3://bucket/a.png", "nothing is fetched")]
    [InlineData("data:image/png;base64,AAAA", "nothing is fetched")]
    [InlineData("file://nas/a.png", "another machine")]
    [InlineData("\"photo.jpg\"", "Write photo.jpg")]
    [InlineData("'my photo.jpg'", "Write 'my photo.jpg'")]
    [InlineData("“photo.jpg”", "the quotes would be part of the name")]
    public void What_only_looks_like_a_path_is_refused_with_the_reason(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<IOException>(() => GivenPath.Of(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_there_under_the_very_text_is_taken()
    {
        string path = _scratch["'quoted'"];
        File.WriteAllText(path, "");
        Assert.Equal(path, GivenPath.Of(path));
        Assert.Equal("gone.png", GivenPath.Of("gone.png"));
        Assert.Equal("-", GivenPath.Of("-"));
        Assert.Equal(@"C:\pictures\a.png", GivenPath.Of(@"C:\pictures\a.png"));
    }
}
