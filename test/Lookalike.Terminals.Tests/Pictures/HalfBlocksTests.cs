using Lookalike.Terminals.Pictures;

namespace Lookalike.Terminals.Tests.Pictures;

public sealed class HalfBlocksTests
{
    [Fact]
    public void Two_rows_of_pixels_are_one_line_of_characters()
    {
        TerminalImage image = SampleImage.Of(3, (255, 0, 0), null, null, (0, 0, 255), (1, 2, 3), null);

        Assert.Equal("\e[38;2;255;0;0m\e[48;2;0;0;255m▀\e[0m\e[38;2;1;2;3m▄\e[0m \n", HalfBlocks.Encode(image, trueColour: true));
    }

    [Fact]
    public void An_odd_row_is_the_upper_half_of_the_last_line() =>
        Assert.Equal("\e[0m\e[38;2;9;9;9m▀\e[0m\n", HalfBlocks.Encode(SampleImage.Of(1, (9, 9, 9)), trueColour: true));

    [Theory]
    [InlineData(0, 0, 0, 16)]
    [InlineData(255, 255, 255, 231)]
    [InlineData(255, 0, 0, 196)]
    [InlineData(95, 135, 175, 67)]
    [InlineData(128, 128, 128, 244)]
    [InlineData(8, 8, 8, 232)]
    public void With_256_colours_the_nearest_is_taken(byte red, byte green, byte blue, int colour) =>
        Assert.Equal($"\e[0m\e[38;5;{colour}m▀\e[0m\n", HalfBlocks.Encode(SampleImage.Of(1, (red, green, blue)), trueColour: false));
}
