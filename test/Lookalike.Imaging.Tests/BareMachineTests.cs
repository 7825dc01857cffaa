namespace Lookalike.Imaging.Tests;

/// <summary>
/// Runs other tests in a process of their own that has no home and no font configuration, as in a minimal container. Standard error is asserted
/// empty: libvips, fontconfig and GLib like to write there.
/// </summary>
public sealed class BareMachineTests
{
    [Theory]
    [InlineData("Lookalike.Imaging.Tests.Text.LetteringTests")]
    [InlineData("Lookalike.Imaging.Tests.Sheets.MontageTests")]
    [InlineData("Lookalike.Imaging.Tests.Faults.PictureExceptionTests")]
    [InlineData("Lookalike.Imaging.Tests.CorpusTests")]
    public async Task Without_fonts_or_a_home_all_works_and_standard_error_stays_empty(string testClass)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Lookalike.Imaging.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var environment = new Dictionary<string, string?>
        {
            ["FONTCONFIG_FILE"] = Path.Combine(Path.GetTempPath(), "there-is-no-such-file.conf"),
            ["HOME"] = "",
            ["XDG_CACHE_HOME"] = "",
        };

        Outcome outcome = (await ChildProcess.RunAsync(program, ["-class", testClass, "-noLogo", "-noColor"], environment)).Expect(0);

        Assert.Contains("Failed: 0", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Total: 0", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("", outcome.Error);
    }
}
