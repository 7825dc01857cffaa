using System.Globalization;
using FsCheck.Xunit;
using Lookalike.Core.Text;

namespace Lookalike.Core.Tests.Text;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("a\nlookalike: fake line.png", @"a\nlookalike: fake line.png")]
    [InlineData("\u001b[2J\u001b]52;c;AAAA\u0007", @"\x1B[2J\x1B]52;c;AAAA\x07")]
    [InlineData("tab\there\r", @"tab\there\r")]
    [InlineData("\u007f\u0085\u009d", @"\x7F\x85\x9D")]
    [InlineData("photo\u202Egpj.exe", @"photo\u202Egpj.exe")]
    [InlineData("\u061C\u200E\u200F\u2066\u2069\u2028\u2029\uFEFF", @"\u061C\u200E\u200F\u2066\u2069\u2028\u2029\uFEFF")]
    [InlineData("plain name (1).jpg", "plain name (1).jpg")]
    [InlineData("ÄÖ ελ 日本 👩‍👩‍👧.png", "ÄÖ ελ 日本 👩‍👩‍👧.png")]
    public void What_is_not_shown_becomes_an_escape_and_all_else_stays(string text, string visible) => Assert.Equal(visible, VisibleText.Of(text));

    [Fact]
    public void Half_of_a_surrogate_pair_becomes_an_escape() => Assert.Equal(@"a\uD83Db\uDC69", VisibleText.Of("a\uD83Db\uDC69"));

    [Property(MaxTest = 1000)]
    public void Whatever_the_text_nothing_in_it_is_obeyed_by_a_terminal(char[] characters)
    {
        string visible = VisibleText.Of(new string(characters));
        Assert.DoesNotContain(visible, c => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
        Assert.DoesNotContain(visible, c => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C');
        Assert.Equal(visible, VisibleText.Of(visible));
    }
}
