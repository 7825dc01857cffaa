namespace Lookalike.EndToEnd.Tests;

public sealed class PrivacyTests(TrainedIndex made) : IClassFixture<TrainedIndex>
{
    [Fact]
    public async Task A_search_leaves_nothing_in_the_users_folders()
    {
        using var home = new Scratch();
        var environment = new Dictionary<string, string?>
        {
            ["HOME"] = home.Folder,
            ["XDG_CACHE_HOME"] = null,
            ["XDG_DATA_HOME"] = null,
            ["ORT_DISABLE_TELEMETRY"] = null,
        };
        (await Lookalike.RunAsync(environment, "search", "--model", made.Model, "--index", made.Index, "--sample", "1", "--json")).Expect(0);
        Assert.Empty(Directory.EnumerateFiles(home.Folder, "*", SearchOption.AllDirectories));
    }
}
