using FsCheck.Xunit;

namespace Lookalike.Imaging.Tests;

public sealed class PixelShapeTests
{
    [Fact]
    public void Count_is_channels_times_height_times_width() => Assert.Equal(3 * 20 * 30, new PixelShape(3, 20, 30).Count);

    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(1, PixelShape.MaxSide + 1, 1)]
    [InlineData(1, 1, PixelShape.MaxSide + 1)]
    public void A_number_outside_its_range_is_refused(int channels, int height, int width) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PixelShape(channels, height, width));

    [Property]
    public bool Shapes_are_equal_exactly_when_their_numbers_are(bool colour, byte height, byte width, bool otherColour, byte otherHeight, byte otherWidth)
    {
        var shape = new PixelShape(colour ? 3 : 1, height + 1, width + 1);
        var other = new PixelShape(otherColour ? 3 : 1, otherHeight + 1, otherWidth + 1);
        bool same = (colour, height, width) == (otherColour, otherHeight, otherWidth);
        return shape == other == same && shape.Equals((object)other) == same && shape.Equals((object)new PixelShape(shape.Channels, shape.Height, shape.Width));
    }

    [Fact]
    public void A_shape_reads_as_channels_height_width() => Assert.Equal("1x28x32", new PixelShape(1, 28, 32).ToString());
}
