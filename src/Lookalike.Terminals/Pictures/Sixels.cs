using System.Globalization;
using System.Text;

namespace Lookalike.Terminals.Pictures;

/// <summary>
/// Sixel graphics (DEC, VT330/VT340 Programmer Reference Manual, volume 2, chapter 14): bands of six rows, each drawn colour by colour. The colours are
/// a fixed cube, and what it lacks is spread over the neighbours (Floyd and Steinberg 1976).
/// </summary>
internal static class Sixels
{
    private const int Reds = 6, Greens = 7, Blues = 6, BandHeight = 6;

    /// <summary>A picture; the cursor is left at the beginning of its last line.</summary>
    public static string Encode(TerminalImage image)
    {
        int[] colours = Dither(image);
        var sent = new StringBuilder();

        // The second parameter leaves what is not drawn as it is.
        sent.Append(CultureInfo.InvariantCulture, $"\eP0;1;0q\"1;1;{image.Width};{image.Height}");
        foreach (int colour in colours.Where(colour => colour >= 0).Distinct().Order())
        {
            (int red, int green, int blue) = Levels(colour);
            sent.Append(CultureInfo.InvariantCulture, $"#{colour};2;{Percent(red, Reds)};{Percent(green, Greens)};{Percent(blue, Blues)}");
        }

        for (int top = 0; top < image.Height; top += BandHeight)
        {
            if (top > 0) sent.Append('-');
            Band(sent, colours, image.Width, top, Math.Min(BandHeight, image.Height - top));
        }

        return sent.Append("\e\\").ToString();
    }

    private static void Band(StringBuilder sent, int[] colours, int width, int top, int height)
    {
        ReadOnlySpan<int> band = colours.AsSpan(top * width, height * width);
        bool first = true;
        foreach (int colour in band.ToArray().Where(colour => colour >= 0).Distinct().Order())
        {
            if (!first) sent.Append('$');
            first = false;
            sent.Append(CultureInfo.InvariantCulture, $"#{colour}");
            int count = 0;
            char last = '?';
            for (int x = 0; x < width; x++)
            {
                int bits = 0;
                for (int y = 0; y < height; y++) bits |= band[(y * width) + x] == colour ? 1 << y : 0;
                char character = (char)('?' + bits);
                if (character != last) Repeat(sent, last, ref count);
                last = character;
                count++;
            }

            if (last != '?') Repeat(sent, last, ref count);
        }
    }

    /// <summary>Writes a character so many times: a run of more than three is shorter by its number.</summary>
    private static void Repeat(StringBuilder sent, char character, ref int count)
    {
        if (count > 3) sent.Append(CultureInfo.InvariantCulture, $"!{count}{character}");
        else sent.Append(character, count);
        count = 0;
    }

    /// <summary>The colour of each pixel, or -1 where there is nothing to see.</summary>
    private static int[] Dither(TerminalImage image)
    {
        int width = image.Width;
        int[] colours = new int[width * image.Height];
        float[] error = new float[(width + 2) * 3], next = new float[(width + 2) * 3];
        Span<int> steps = [Reds, Greens, Blues];
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int at = (y * width) + x;
                if (image.At(x, y) is not { } pixel)
                {
                    colours[at] = -1;
                    continue;
                }

                ReadOnlySpan<byte> values = [pixel.Red, pixel.Green, pixel.Blue];
                for (int channel = 0, colour = 0; channel < 3; channel++)
                {
                    int place = ((x + 1) * 3) + channel, last = steps[channel] - 1;
                    float wanted = values[channel] + error[place];
                    int level = Math.Clamp((int)MathF.Round(wanted * last / 255), 0, last);
                    float left = wanted - (level * 255f / last);
                    error[place + 3] += left * 7 / 16;
                    next[place - 3] += left * 3 / 16;
                    next[place] += left * 5 / 16;
                    next[place + 3] += left / 16;
                    colours[at] = colour = (colour * steps[channel]) + level;
                }
            }

            (error, next) = (next, error);
            Array.Clear(next);
        }

        return colours;
    }

    private static (int Red, int Green, int Blue) Levels(int colour) => (colour / (Greens * Blues), colour / Blues % Greens, colour % Blues);

    private static int Percent(int level, int steps) => (int)Math.Round(100.0 * level / (steps - 1));
}
