using Lookalike.Application.Searching;
using Lookalike.Imaging;
using Lookalike.Imaging.Pixels;

namespace Lookalike.Application.Tests.Searching;

public sealed class ShownImageTests
{
    private static readonly byte[] Wide = Halves(400, 300);

    [Fact]
    public void A_picture_is_shown_in_its_own_aspect_ratio_without_margin()
    {
        ShownImage shown = ShownImage.FromBytes(Wide, "wide");

        Assert.Equal((new PixelShape(3, 120, 160), null), (shown.Shape, shown.Fault));
        Assert.Equal([250, 0, 0], At(shown, 1, 1));
        Assert.Equal([0, 0, 250], At(shown, 158, 118));
    }

    [Fact]
    public void A_picture_that_lies_on_its_side_is_shown_upright()
    {
        // Orientation 6: what is stored is turned clockwise, so its left is the top.
        ShownImage shown = ShownImage.FromBytes(Halves(400, 300, orientation: 6), "portrait");

        Assert.Equal(new PixelShape(3, 160, 120), shown.Shape);
        Assert.Equal([250, 0, 0], At(shown, 60, 5));
        Assert.Equal([0, 0, 250], At(shown, 60, 155));
    }

    [Fact]
    public void A_part_is_shown_alone()
    {
        ShownImage shown = ShownImage.FromBytes(Wide, "wide", new PictureArea(250, 0, 100, 300));

        Assert.Equal(160, shown.Shape.Height);
        Assert.Equal([0, 0, 250], At(shown, 2, 2));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3000)]
    [InlineData(3000, 1)]
    [InlineData(7, 5)]
    public void Extreme_pictures_are_shown(int width, int height)
    {
        ShownImage shown = ShownImage.FromBytes(PhotoIndex.Plain(width, height, 90, 90, 90), "thin");

        Assert.Null(shown.Fault);
        Assert.Equal(160, Math.Max(shown.Shape.Width, shown.Shape.Height));
        Assert.All(shown.Pixels.ToArray(), v => Assert.InRange(v, 89, 91));
    }

    [Fact]
    public void A_file_that_is_gone_or_broken_is_grey_and_says_why()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["text.jpg"], "not a picture");

        foreach ((string path, string reason) in new[] { (scratch["gone.jpg"], "no such file"), (scratch["text.jpg"], "as a picture") })
        {
            ShownImage shown = ShownImage.FromFile(path);
            Assert.Contains(reason, shown.Fault, StringComparison.Ordinal);
            Assert.Contains(path, shown.Fault, StringComparison.Ordinal);
            Assert.Single(shown.Pixels.ToArray().Distinct());
            Assert.Equal(shown.Shape.Count, shown.Pixels.Length);
        }
    }

    /// <summary>Red left, blue right.</summary>
    private static byte[] Halves(int width, int height, int orientation = 1)
    {
        byte[] values = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++) values[(i * 3) + (i % width < width / 2 ? 0 : 2)] = 250;
        return PhotoIndex.Encode(values, width, height, orientation: orientation);
    }

    private static byte[] At(ShownImage shown, int x, int y) =>
        [.. Enumerable.Range(0, 3).Select(channel => shown.Pixels.Span[(((channel * shown.Shape.Height) + y) * shown.Shape.Width) + x])];
}
