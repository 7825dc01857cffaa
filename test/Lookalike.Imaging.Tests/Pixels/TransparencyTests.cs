using Lookalike.Imaging.Reading;

namespace Lookalike.Imaging.Tests.Pixels;

/// <summary>What transparent pictures lie on where the model has no background of its own.</summary>
public sealed class TransparencyTests
{
    private static readonly PixelShape Shape = new(3, 32, 32);

    [Theory]
    [InlineData(255, 255, 255)]
    [InlineData(240, 240, 240)]
    [InlineData(250, 235, 230)]
    public void White_ink_lies_on_black(byte red, byte green, byte blue)
    {
        byte[] pixels = Read([red, green, blue, 0], [red, green, blue, 255]);

        Assert.Equal((0, red), (pixels[0], pixels[16 * 33]));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(180, 180, 180)]
    [InlineData(255, 255, 0)]
    [InlineData(255, 128, 255)]
    public void Ink_that_shows_on_white_lies_on_white(byte red, byte green, byte blue)
    {
        byte[] pixels = Read([red, green, blue, 0], [red, green, blue, 255]);

        Assert.Equal((255, red), (pixels[0], pixels[16 * 33]));
    }

    [Fact]
    public void White_with_an_outline_lies_on_white()
    {
        // The outline is the paper of the box, one pixel of 32 on each side of the picture's visible half.
        byte[] values = new byte[32 * 32 * 4];
        for (int y = 8; y < 24; y++)
        {
            for (int x = 8; x < 24; x++) (y is 8 or 23 || x is 8 or 23 ? new byte[] { 0, 0, 0, 255 } : [255, 255, 255, 255]).CopyTo(values, ((y * 32) + x) * 4);
        }

        Assert.Equal(255, new PictureReader().Read(DrawnPicture.Of(values, 32, 32, 4).PngsaveBuffer(), "outlined", Shape).Pixels[0]);
    }

    [Fact]
    public void An_opaque_white_picture_stays_white() => Assert.All(Read([255, 255, 255, 255], [255, 255, 255, 255]), value => Assert.Equal(255, value));

    [Fact]
    public void Nothing_at_all_is_white() => Assert.All(Read([255, 255, 255, 0], [255, 255, 255, 0]), value => Assert.Equal(255, value));

    [Fact]
    public void Three_white_shapes_are_three_pictures()
    {
        byte[][] read = [Read([255, 0], [255, 255]), Read([255, 255], [255, 0]), Read([255, 0], [255, 0])];

        Assert.All(Enumerable.Range(0, 3), i => Assert.NotEqual(read[i], read[(i + 1) % 3]));
    }

    private static byte[] Read(byte[] paper, byte[] ink) => new PictureReader().Read(Drawn.Box(32, 32, paper, ink).PngsaveBuffer(), "drawn", Shape).Pixels;
}
