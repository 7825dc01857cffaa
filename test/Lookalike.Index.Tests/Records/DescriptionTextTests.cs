using Lookalike.Index.Records;

namespace Lookalike.Index.Tests.Records;

public sealed class DescriptionTextTests
{
    private static readonly Dictionary<string, string> Nothing = [];
    private static readonly string Fingerprint = new('a', 64);

    [Fact]
    public void What_was_written_is_read()
    {
        var description = new IndexDescription
        {
            LatentSize = 16,
            Fingerprint = Fingerprint,
            Source = "mnist",
            Method = SearchMethod.Exact,
            Roots = ImageRoots.None.With(new ImageRoot { Name = "a", Path = "/a" }),
        };

        IndexDescription found = DescriptionText.Read(DescriptionText.Write(description, Nothing), latentSize: 16);

        Assert.Equal((16, Fingerprint, "mnist", SearchMethod.Exact, "/a"), (found.LatentSize, found.Fingerprint, found.Source, found.Method, found.Roots.Find("a")?.Path));
    }

    [Fact]
    public void What_says_nothing_is_written_only_over_what_says_something()
    {
        var description = new IndexDescription { LatentSize = 16, Fingerprint = Fingerprint };

        Assert.Equal(["fingerprint"], DescriptionText.Write(description, Nothing).Keys);
        Assert.Equal(
            ["fingerprint", "roots", "search-with"],
            DescriptionText.Write(description, new Dictionary<string, string> { ["roots"] = "[{}]", ["search-with"] = "Exact" }).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("fingerprint", "abc")]
    [InlineData("fingerprint", "")]
    [InlineData("source", "a\0b")]
    [InlineData("roots", "pictures")]
    [InlineData("roots", """[{"name":"a","path":"/a"},{"name":"a","path":"/b"}]""")]
    public void What_cannot_be_is_refused(string name, string text) =>
        Assert.Throws<InvalidDataException>(() => DescriptionText.Read(new Dictionary<string, string> { [name] = text }, latentSize: 16));

    [Theory]
    [InlineData("99")]
    [InlineData("")]
    [InlineData("sideways")]
    public void A_method_that_nobody_knows_is_none(string text) =>
        Assert.Equal(SearchMethod.Auto, DescriptionText.Read(new Dictionary<string, string> { ["search-with"] = text }, latentSize: 16).Method);

    [Theory]
    [InlineData(SearchMethod.Auto, 200_000, false)]
    [InlineData(SearchMethod.Auto, 200_001, true)]
    [InlineData(SearchMethod.Exact, 10_000_000, false)]
    [InlineData(SearchMethod.Approximate, 1, true)]
    public void The_method_and_the_number_of_images_say_how_is_searched(SearchMethod method, long images, bool approximate) =>
        Assert.Equal(approximate, new IndexDescription { LatentSize = 16, Method = method }.IsApproximate(images));
}
