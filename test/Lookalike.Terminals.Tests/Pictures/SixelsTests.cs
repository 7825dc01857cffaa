using System.Globalization;
using FsCheck.Xunit;
using Lookalike.Terminals.Pictures;

namespace Lookalike.Terminals.Tests.Pictures;

public sealed class SixelsTests
{
    [Fact]
    public void A_plain_picture_is_one_colour_and_runs_of_six_rows() => Assert.Equal(
        "\eP0;1;0q\"1;1;5;8#251;2;100;100;100#251!5~-#251!5B\e\\", Sixels.Encode(SampleImage.Of(5, [.. Enumerable.Repeat(((byte, byte, byte)?)(255, 255, 255), 40)])));

    [Property(MaxTest = 200)]
    public void What_a_terminal_draws_is_there_where_the_picture_is_and_near_it_on_the_whole(byte width, byte height, int seed)
    {
        TerminalImage image = SampleImage.Random((width % 40) + 1, (height % 40) + 1, seed);
        (int Red, int Green, int Blue)?[,] drawn = Draw(Sixels.Encode(image), image.Width, image.Height);
        double wanted = 0, found = 0;
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                Assert.Equal(image.At(x, y) is null, drawn[y, x] is null);
                if (image.At(x, y) is not { } pixel) continue;
                wanted += pixel.Green;
                found += drawn[y, x]!.Value.Green;
            }
        }

        // What the colours lack is passed on, and lost at the edges only.
        Assert.InRange(found - wanted, -22.0 * (image.Width + image.Height + 60), 22.0 * (image.Width + image.Height + 60));
    }

    /// <summary>A terminal's reading: colours 0..255 of what was drawn.</summary>
    private static (int Red, int Green, int Blue)?[,] Draw(string sixels, int width, int height)
    {
        var drawn = new (int, int, int)?[height, width];
        var colours = new Dictionary<int, (int, int, int)>();
        int at = sixels.IndexOf('"', StringComparison.Ordinal), x = 0, top = 0, colour = 0, count = 1;
        int[] size = Numbers(sixels, ref at);
        Assert.Equal([1, 1, width, height], size);
        while (sixels[at] != '\e')
        {
            switch (sixels[at])
            {
                case '#':
                    int[] numbers = Numbers(sixels, ref at);
                    colour = numbers[0];
                    if (numbers.Length > 1) colours[colour] = (numbers[2] * 255 / 100, numbers[3] * 255 / 100, numbers[4] * 255 / 100);
                    break;
                case '!':
                    count = Numbers(sixels, ref at)[0];
                    break;
                case '$':
                    (x, at) = (0, at + 1);
                    break;
                case '-':
                    (x, top, at) = (0, top + 6, at + 1);
                    break;
                default:
                    int bits = sixels[at++] - '?';
                    for (; count > 0; count--, x++)
                    {
                        for (int y = 0; y < 6; y++)
                        {
                            if ((bits & (1 << y)) == 0) continue;
                            Assert.Null(drawn[top + y, x]);
                            drawn[top + y, x] = colours[colour];
                        }
                    }

                    count = 1;
                    break;
            }
        }

        return drawn;
    }

    private static int[] Numbers(string sixels, ref int at)
    {
        int start = ++at;
        while (char.IsAsciiDigit(sixels[at]) || sixels[at] == ';') at++;
        return [.. sixels[start..at].Split(';').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
    }
}
