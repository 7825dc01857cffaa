using Lookalike.Application.Evaluating.LabelFree.Changes;
using Lookalike.Imaging;

namespace Lookalike.Application.Tests.Evaluating.LabelFree.Changes;

public sealed class WrittenCopyTests
{
    private static readonly PixelShape Square = new(1, 64, 64);

    [Fact]
    public void A_caption_is_dark_text_on_a_white_bar_over_the_lower_rows()
    {
        byte[] image = SampleCopy.Noise(Square, seed: 1), copy = SampleCopy.Of(CopyChange.Caption, image, Square);

        Assert.Equal(image[..(52 * 64)], copy[..(52 * 64)]);
        byte[] bar = copy[(52 * 64)..];
        Assert.Equal(255, bar[0]);
        Assert.True(bar.Min() < 160, $"the darkest of the text is {bar.Min()}");
        Assert.InRange(bar.Average(value => (double)value), 200, 250);

        // The text is four fifths of the width, about the middle.
        int[] inked = [.. Enumerable.Range(0, bar.Length).Where(i => bar[i] < 250).Select(i => i % 64).Distinct().Order()];
        Assert.InRange(inked[0], 6, 8);
        Assert.InRange(inked[^1], 55, 57);
    }

    [Fact]
    public void A_watermark_lets_the_image_shine_through_white_text_across_the_middle()
    {
        byte[] copy = SampleCopy.Of(CopyChange.Watermark, SampleCopy.Plain(Square, 0), Square);

        Assert.InRange(copy.Max(), 70, 153); // 60 % of white
        int[] written = [.. Enumerable.Range(0, copy.Length).Where(i => copy[i] > 5)];
        Assert.All(written, i => Assert.InRange(i / 64, 26, 38));
        Assert.InRange(written.Min(i => i % 64), 10, 12);
        Assert.InRange(written.Max(i => i % 64), 51, 53);
    }
}
