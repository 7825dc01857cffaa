using System.Reflection;
using System.Text.RegularExpressions;
using Lookalike.Web.Faults;
using Lookalike.Web.Tests.Hosting;

namespace Lookalike.Web.Tests;

/// <summary>docs/http.md has what the server does: its examples are run, and its table of problems is that of the code.</summary>
public sealed partial class HttpPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(
        typeof(HttpPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!, "docs", "http.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task Every_example_is_answered()
    {
        await using KestrelApi api = await KestrelApi.StartAsync();
        string[] examples = [.. Example().Matches(Page).Select(match => match.Groups["text"].Value)];
        Assert.True(examples.Length >= 8, $"found {examples.Length} examples");
        foreach (string example in examples)
        {
            // Told to fail where the server refuses, and led to the port of this test.
            string script = "set -e\n" + example.Replace("curl -s", "curl --fail-with-body -s", StringComparison.Ordinal)
                .Replace("http://localhost:5247/", api.Address.ToString(), StringComparison.Ordinal);
            Outcome outcome = await ChildProcess.RunAsync("bash", ["-c", script], folder: api.Library.Root);
            Assert.True(outcome.ExitCode == 0 && !outcome.Output.Contains("urn:lookalike:problem", StringComparison.Ordinal), $"{example}\n{outcome.Output}\n{outcome.Error}");
        }

        Assert.True(new FileInfo(Path.Combine(api.Library.Root, "small.webp")).Length > 20);
        Assert.Equal(100, new FileInfo(Path.Combine(api.Library.Root, "start.png")).Length);
    }

    [Fact]
    public void Every_kind_of_problem_is_in_the_table_with_its_status()
    {
        var found = typeof(ProblemType).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (ProblemType)field.GetValue(null)!)
            .Select(type => $"{type.Status} {type.Urn[(type.Urn.LastIndexOf(':') + 1)..]}");
        var told = Row().Matches(Page).SelectMany(row => Name().Matches(row.Groups["names"].Value).Select(name => $"{row.Groups["status"].Value} {name.Groups["name"].Value}"));
        Assert.Equal(found.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("```bash\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();

    [GeneratedRegex(@"^\| (?<status>\d{3}) \| (?<names>[^|]+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[a-z-]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
