using System.Text.RegularExpressions;

namespace Lookalike.EndToEnd.Tests;

public sealed partial class ReadmeTests
{
    private static string Readme => File.ReadAllText(Path.Combine(Lookalike.RepositoryRoot, "README.md")).ReplaceLineEndings("\n");

    [Fact]
    public void The_code_in_the_readme_is_the_compiled_samples()
    {
        string[] samples = [.. new[] { "EmbedOnePicture", "SearchPhotos" }.Select(name =>
            File.ReadAllText(Path.Combine(Lookalike.RepositoryRoot, "samples", name, "Program.cs")).ReplaceLineEndings("\n"))];
        Assert.Equal(samples, CodeFence().Matches(Readme).Select(m => m.Groups["text"].Value));
    }

    [Fact]
    public void Every_file_that_the_readme_links_to_is_there()
    {
        string[] links = [.. Link().Matches(Readme).Select(m => m.Groups["text"].Value).Where(l => !l.StartsWith("http", StringComparison.Ordinal))];
        Assert.NotEmpty(links);
        Assert.All(links, l => Assert.True(Path.Exists(Path.Combine(Lookalike.RepositoryRoot, l)), l));
    }

    [GeneratedRegex("```csharp\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeFence();

    [GeneratedRegex(@"\]\((?<text>[^)]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
