using System.Reflection;
using System.Text.RegularExpressions;
using Lookalike.Web.Tests.Hosting;

namespace Lookalike.Web.Tests.Page;

/// <summary>The page where it runs: its modules in Node, all of it in a browser. Machines without them leave these out, and say so.</summary>
public sealed partial class PageInBrowserTests
{
    private static readonly string Repository =
        typeof(PageInBrowserTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    [Fact]
    public async Task The_modules_without_a_document_pass_their_own_tests()
    {
        string node = Find("node") ?? Skip("Node");
        Outcome outcome = await ChildProcess.RunAsync(node, ["--test", Path.Combine(Repository, "test", "Lookalike.Web.Tests", "Page", "pure.test.mjs")], folder: Repository);
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
    }

    [Fact]
    public async Task A_link_to_a_search_shows_its_hits_nearest_first_in_the_language_of_the_browser()
    {
        await using KestrelApi api = await KestrelApi.StartAsync();
        string document = await ShowAsync($"{api.Address}?like=1::pictures%2F3.png", "de-DE");
        string[] names = [.. Name().Matches(document).Select(match => match.Groups["name"].Value)];
        Assert.Equal(6, names.Length);
        Assert.Equal("3.png", names[0]);
        Assert.Contains("6 ähnliche Bilder", document, StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"alert\"", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_collection_shows_every_picture()
    {
        await using KestrelApi api = await KestrelApi.StartAsync();
        string document = await ShowAsync($"{api.Address}?view=collection", "en-GB");
        for (int i = 0; i < 6; i++) Assert.Contains($"title=\"pictures/{i}.png\"", document, StringComparison.Ordinal);
        Assert.Contains("6 pictures", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_searched_for_is_told_in_plain_words()
    {
        await using KestrelApi api = await KestrelApi.StartAsync();
        string document = await ShowAsync($"{api.Address}?like=1::pictures%2Fmissing.png", "en-GB");
        Assert.Contains("role=\"alert\"", document, StringComparison.Ordinal);
    }

    /// <summary>The document of an address, once its scripts have come to rest.</summary>
    private static async Task<string> ShowAsync(string address, string language)
    {
        string browser = Find("chromium") ?? Find("google-chrome") ?? Skip("Chromium");
        using var scratch = new Scratch();
        Outcome outcome = await ChildProcess.RunAsync(
            browser,
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", $"--accept-lang={language}", $"--user-data-dir={scratch["profile"]}",
                "--virtual-time-budget=30000", "--dump-dom", address,
            ],
            folder: scratch.Folder);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return outcome.Output;
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static string Skip(string program)
    {
        Assert.Skip($"{program} is not on this machine, so the page was not run.");
        return "";
    }

    [GeneratedRegex("""<p class="name"[^>]*>(?:<!--[^>]*-->)?(?<name>[^<]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
