using Lookalike.Core.Files;

namespace Lookalike.Core.Tests.Files;

public sealed class RealPathTests : IDisposable
{
    private readonly Scratch _folder = new();
    private readonly string _real;

    public RealPathTests()
    {
        // The temporary folder may itself lie behind a link.
        _real = RealPath.Of(_folder.Folder);
        Directory.CreateDirectory(_folder["a/b"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_path_without_links_is_itself() => Assert.Equal(Path.Combine(_real, "a", "b"), RealPath.Of(_folder["a/b"]));

    [Fact]
    public void Links_in_any_part_are_followed_one_after_another()
    {
        Directory.CreateSymbolicLink(_folder["one"], "a");
        Directory.CreateSymbolicLink(_folder["a/two"], Path.Combine("..", "one", "b", ".", "..", "b"));
        Directory.CreateSymbolicLink(_folder["three"], _folder["one/two"]);

        Assert.Equal(Path.Combine(_real, "a", "b", "c"), RealPath.Of(_folder["three/c"]));
    }

    [Fact]
    public void A_circle_of_links_is_refused()
    {
        Directory.CreateSymbolicLink(_folder["one"], "two");
        Directory.CreateSymbolicLink(_folder["two"], "one");

        Assert.Throws<IOException>(() => RealPath.Of(_folder["one"]));
    }

    [Theory]
    [InlineData("/a/b", "/a", true)]
    [InlineData("/a", "/a", true)]
    [InlineData("/ab", "/a", false)]
    [InlineData("/a", "/a/b", false)]
    [InlineData("/a", "/", true)]
    public void A_folder_holds_itself_and_what_is_below_it(string path, string folder, bool within) => Assert.Equal(within, RealPath.IsWithin(path, folder));
}
