using System.Diagnostics;

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
    [InlineData("Lookalike.Imaging.Tests.Reading.PictureExceptionTests")]
    [InlineData("Lookalike.Imaging.Tests.CorpusTests")]
    public async Task Without_fonts_or_a_home_all_works_and_standard_error_stays_empty(string testClass)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Lookalike.Imaging.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(program, ["-class", testClass, "-noLogo", "-noColor"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["FONTCONFIG_FILE"] = Path.Combine(Path.GetTempPath(), "there-is-no-such-file.conf");
        start.Environment["HOME"] = "";
        start.Environment["XDG_CACHE_HOME"] = "";

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, await output);
        Assert.Contains("Failed: 0", await output, StringComparison.Ordinal);
        Assert.DoesNotContain("Total: 0", await output, StringComparison.Ordinal);
        Assert.Equal("", await error);
    }
}
