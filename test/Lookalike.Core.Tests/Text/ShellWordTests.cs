using System.Diagnostics;
using FsCheck.Xunit;
using Lookalike.Core.Text;

namespace Lookalike.Core.Tests.Text;

public sealed class ShellWordTests
{
    [Theory]
    [InlineData("output/features.db")]
    [InlineData("my pictures/it's.png")]
    [InlineData("$HOME `id` \"x\" !! * ? [a] {b} ~ #")]
    [InlineData("new\nline\r\t\u001b[2J\u007f")]
    [InlineData("back\\slash \\n '\u202E'")]
    [InlineData("日本 ä 👩‍👩‍👧\u2028")]
    [InlineData("~/x")]
    [InlineData("")]
    public void A_word_that_is_pasted_into_a_shell_is_the_text_again(string text) => Assert.Equal(text, Echo(text));

    [Fact]
    public void A_name_that_begins_with_a_dash_is_no_option_when_it_is_pasted() => Assert.Equal("./-x.png", Echo("-x.png"));

    [Property(MaxTest = 30)]
    public void Any_text_comes_back_and_is_visible(char[] characters)
    {
        string text = new([.. characters.Where(c => c != '\0' && !char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFF')).SkipWhile(c => c == '-')]);
        Assert.Equal(text, Echo(text));
        Assert.Equal(ShellWord.Of(text), VisibleText.Of(ShellWord.Of(text)));
    }

    private static string Echo(string text)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"printf '<%s>' {ShellWord.Of(text)}"]) { UseShellExecute = false, RedirectStandardOutput = true, StandardOutputEncoding = new System.Text.UTF8Encoding(false) };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using Process process = Process.Start(start)!;
        string echoed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return echoed[1..^1];
    }
}
