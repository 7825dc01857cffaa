using Lookalike.Datasets.Store;

namespace Lookalike.Datasets.Tests.Store;

public class CacheFolderTests
{
    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    [Fact]
    public void LOOKALIKE_DATA_comes_first()
    {
        string chosen = Path.Combine(Path.GetTempPath(), "chosen");
        Assert.Equal(chosen, CacheFolder.Default(name => name == "LOOKALIKE_DATA" ? chosen : "/elsewhere", isWindows: false));
        Assert.Equal(chosen, CacheFolder.Default(name => name == "LOOKALIKE_DATA" ? chosen : "/elsewhere", isWindows: true));
    }

    [Fact]
    public void XDG_CACHE_HOME_comes_second() =>
        Assert.Equal(Path.Combine("/caches", "lookalike"), CacheFolder.Default(name => name == "XDG_CACHE_HOME" ? "/caches" : null, isWindows: false));

    [Theory]
    [InlineData("")]
    [InlineData("relative/path")]
    public void An_empty_or_relative_XDG_CACHE_HOME_is_ignored(string value) =>
        Assert.Equal(Path.Combine(Home, ".cache", "lookalike"), CacheFolder.Default(name => name == "XDG_CACHE_HOME" ? value : null, isWindows: false));

    [Fact]
    public void The_home_folder_is_the_last_resort() =>
        Assert.Equal(Path.Combine(Home, ".cache", "lookalike"), CacheFolder.Default(_ => null, isWindows: false));
}
