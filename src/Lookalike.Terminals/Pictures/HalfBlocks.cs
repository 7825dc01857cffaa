using System.Globalization;
using System.Text;

namespace Lookalike.Terminals.Pictures;

/// <summary>Pictures of characters: the upper half of each in one colour, the lower in another.</summary>
internal static class HalfBlocks
{
    private const string Reset = "\e[0m";

    /// <summary>Lines of characters, a column for each pixel and a line for two rows of them.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="trueColour">Whether the terminal shows all colours, and not 256 only.</param>
    public static string Encode(TerminalImage image, bool trueColour)
    {
        var lines = new StringBuilder();
        for (int y = 0; y < image.Height; y += 2)
        {
            string last = Reset;
            for (int x = 0; x < image.Width; x++)
            {
                (string colours, char character) = (image.At(x, y), image.At(x, y + 1)) switch
                {
                    (null, null) => (Reset, ' '),
                    ({ } upper, null) => ($"{Reset}{Colour(38, upper, trueColour)}", '▀'),
                    (null, { } lower) => ($"{Reset}{Colour(38, lower, trueColour)}", '▄'),
                    ({ } upper, { } lower) => ($"{Colour(38, upper, trueColour)}{Colour(48, lower, trueColour)}", '▀'),
                };
                if (colours != last) lines.Append(colours);
                lines.Append(character);
                last = colours;
            }

            if (last != Reset) lines.Append(Reset);
            lines.Append('\n');
        }

        return lines.ToString();
    }

    /// <summary>The sequence that sets a colour (ISO 8613-6): 38 that of characters, 48 that behind them.</summary>
    private static string Colour(int which, (byte Red, byte Green, byte Blue) colour, bool trueColour) => trueColour
        ? string.Create(CultureInfo.InvariantCulture, $"\e[{which};2;{colour.Red};{colour.Green};{colour.Blue}m")
        : string.Create(CultureInfo.InvariantCulture, $"\e[{which};5;{Nearest(colour)}m");

    /// <summary>The nearest of the 256 colours of xterm: a cube of six steps a channel from 16 on, and greys from 232 on.</summary>
    private static int Nearest((byte Red, byte Green, byte Blue) colour)
    {
        int red = Step(colour.Red), green = Step(colour.Green), blue = Step(colour.Blue);
        int cube = Distance(colour, (Level(red), Level(green), Level(blue)));
        int grey = Math.Clamp((((colour.Red + colour.Green + colour.Blue) / 3) - 3) / 10, 0, 23), level = 8 + (10 * grey);
        return Distance(colour, (level, level, level)) < cube ? 232 + grey : 16 + (36 * red) + (6 * green) + blue;
    }

    private static int Step(int value) => value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;

    private static int Level(int step) => step == 0 ? 0 : 55 + (40 * step);

    private static int Distance((byte Red, byte Green, byte Blue) a, (int Red, int Green, int Blue) b)
    {
        int red = a.Red - b.Red, green = a.Green - b.Green, blue = a.Blue - b.Blue;
        return (red * red) + (green * green) + (blue * blue);
    }
}
