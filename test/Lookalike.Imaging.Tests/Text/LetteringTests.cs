using FsCheck.Xunit;
using Lookalike.Imaging.Text;

namespace Lookalike.Imaging.Tests.Text;

public sealed class LetteringTests
{
    [Fact]
    public void A_line_has_ink()
    {
        TextMask mask = Lettering.Line("query", 13)!;

        Assert.Contains(mask.Coverage, coverage => coverage > 200);
        Assert.InRange(mask.Width, 25, 50);
        Assert.InRange(mask.Height, 8, 13);
    }

    [Fact]
    public void The_letters_are_the_bundled_fonts()
    {
        // Its letters differ in width: a machine's fallback of one width, or of boxes, would not.
        int narrow = Lettering.Line("iiiiiiiiii", 20)!.Width, wide = Lettering.Line("mmmmmmmmmm", 20)!.Width;

        Assert.InRange((double)wide / narrow, 3.2, 4.2);
    }

    [Fact]
    public void Letters_with_and_without_descenders_share_a_baseline()
    {
        TextMask plain = Lettering.Line("x", 20)!, descending = Lettering.Line("p", 20)!;

        Assert.Equal(plain.Top, descending.Top);
        Assert.True(descending.Height > plain.Height);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\t\r\n")]
    public void Blank_text_is_no_mask(string text) => Assert.Null(Lettering.Line(text, 13));

    [Fact]
    public void Markup_is_drawn_as_it_is_written() =>
        Assert.True(Lettering.Line("<b>a</b> & <i>", 13)!.Width > 2 * Lettering.Line("a &", 13)!.Width);

    [Fact]
    public void A_long_line_is_shortened_to_fit_and_still_uses_most_of_the_room() =>
        Assert.InRange(Lettering.Line(new string('w', 5000) + ".png", 13, maxWidth: 120)!.Width, 80, 120);

    [Property(MaxTest = 200)]
    public bool Any_text_fits_its_room(string? text, byte room)
    {
        TextMask? mask = Lettering.Line(text ?? "", 13, room);
        return mask is null || mask.Width <= room;
    }

    [Fact]
    public void Broken_surrogates_are_drawn_as_replacement_characters() => Assert.NotNull(Lettering.Line("\ud800", 13));
}
