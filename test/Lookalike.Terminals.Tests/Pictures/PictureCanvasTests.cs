using System.Text.RegularExpressions;
using Lookalike.Terminals.Pictures;

namespace Lookalike.Terminals.Tests.Pictures;

public sealed partial class PictureCanvasTests
{
    [Fact]
    public void Kitty_is_sent_a_file_in_parts_that_say_whether_more_come()
    {
        byte[] file = [.. Enumerable.Range(0, 7000).Select(i => (byte)i)];
        string sent = Canvas(PictureProtocol.Kitty).Draw(new TerminalImage(1, 1, new byte[4], () => file), columns: 18, rows: 9);

        Match[] parts = [.. KittyPart().Matches(sent).Cast<Match>()];
        Assert.Equal(["a=T,f=100,q=2,c=18,r=9,m=1", "m=1", "m=0"], parts.Select(part => part.Groups[1].Value));
        Assert.All(parts, part => Assert.InRange(part.Groups[2].Length, 1, 4096));
        Assert.Equal(file, Convert.FromBase64String(string.Concat(parts.Select(part => part.Groups[2].Value))));
        Assert.Equal("\n", KittyPart().Replace(sent, ""));
    }

    [Fact]
    public void Iterm_is_sent_a_file_with_its_size_and_place() => Assert.Equal(
        "\e]1337;File=inline=1;size=3;width=18;height=9;preserveAspectRatio=0:AQID\a\n", Canvas(PictureProtocol.Iterm).Draw(SampleImage.Of(1, (1, 1, 1)), columns: 18, rows: 9));

    [Theory]
    [InlineData(PictureProtocol.Blocks, 24, 24)]
    [InlineData(PictureProtocol.Sixel, 126, 144)]
    [InlineData(PictureProtocol.Kitty, 162, 162)]
    public void A_picture_has_as_many_pixels_as_its_characters(object protocol, int width, int height)
    {
        PictureCanvas canvas = Canvas((PictureProtocol)protocol);
        Assert.Equal((width, height), (canvas.Box.Columns * canvas.Cell.Width, canvas.Box.Rows * canvas.Cell.Height));
    }

    private static PictureCanvas Canvas(PictureProtocol protocol) => new(protocol, trueColour: true, cell: (7, 16));

    [GeneratedRegex(@"\x1b_G([^;]*);([^\x1b]*)\x1b\\")]
    private static partial Regex KittyPart();
}
