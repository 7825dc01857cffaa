using Lookalike.Application.Evaluating.LabelFree.Changes;
using Lookalike.Imaging;

namespace Lookalike.Application.Tests.Evaluating.LabelFree.Changes;

public sealed class PlacedCopyTests
{
    private static readonly PixelShape Square = new(1, 64, 64);

    [Theory]
    [InlineData(64, 64, 4, 4)] // 5.1 of 74.2 pixels
    [InlineData(58, 29, 2, 2)] // 2.3 of 62.6 pixels across, of 33.6 down
    [InlineData(9, 9, 1, 1)]
    public void A_framed_copy_shows_all_of_the_image_within_a_white_margin(int width, int height, int across, int down)
    {
        var shape = new PixelShape(1, height, width);
        byte[] copy = SampleCopy.Of(CopyChange.Frame, SampleCopy.Plain(shape, 100), shape);

        for (int i = 0; i < copy.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, width);
            bool margin = x < across || x >= width - across || y < down || y >= height - down;
            Assert.Equal(margin ? 255 : 100, copy[i]);
        }
    }

    [Fact]
    public void A_letterboxed_copy_is_squeezed_between_black_bands()
    {
        byte[] ramp = [.. Enumerable.Range(0, Square.Count).Select(i => (byte)(60 + (2 * (i / 64))))], copy = SampleCopy.Of(CopyChange.Letterbox, ramp, Square);

        // 64 / 1.6 = 40 rows, below 12 and above 12.
        Assert.All(copy[..(12 * 64)].Concat(copy[(52 * 64)..]), value => Assert.Equal(0, value));
        for (int y = 1; y < 39; y++) Assert.All(copy.Row(Square, 12 + y), value => Assert.InRange(value - (123 + (3.2 * (y - 19.5))), -1, 1));
    }

    [Fact]
    public void A_screenshot_has_the_image_on_a_page_with_bars_a_head_and_lines()
    {
        var screen = new PixelShape(1, 216, 108);
        byte[] copy = SampleCopy.Of(CopyChange.Screenshot, SampleCopy.Plain(screen, 10), screen);

        // A tenth of a telephone's screen: the rows of each part are known.
        Assert.All(copy.Row(screen, 4).Concat(copy.Row(screen, 212)), value => Assert.Equal(70, value));
        Assert.Equal([250, 70, 250, 150, 250], new[] { 2, 8, 18, 40, 90 }.Select(x => copy.Row(screen, 24)[x]));
        Assert.All(copy.Row(screen, 41), value => Assert.Equal(250, value));
        Assert.All(copy.Row(screen, 42).Concat(copy.Row(screen, 122)), value => Assert.Equal(10, value));
        Assert.Equal([250, 170, 170, 250], new[] { 2, 8, 94, 98 }.Select(x => copy.Row(screen, 130)[x]));
        Assert.Equal([250, 170, 250], new[] { 2, 8, 90 }.Select(x => copy.Row(screen, 137)[x]));
        Assert.All(copy.Row(screen, 180), value => Assert.Equal(250, value));
    }
}
