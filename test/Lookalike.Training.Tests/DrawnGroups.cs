using Lookalike.Datasets;
using Lookalike.Imaging;

namespace Lookalike.Training.Tests;

/// <summary>Small images with known groups: bars that lie, stand or slant, rings and crosses, each drawn anew from a seed with another place, size and brightness.</summary>
internal static class DrawnGroups
{
    public const int Size = 16;
    public const int Groups = 5;

    /// <summary>Draws images; image i is of group i modulo <see cref="Groups"/>.</summary>
    public static ImageSet Draw(int count, int seed, int channels = 1, int size = Size)
    {
        var random = new Random(seed);
        byte[] pixels = new byte[count * channels * size * size];
        for (int i = 0; i < count; i++)
        {
            double scale = size / 16.0, x = scale * (6 + (random.NextDouble() * 4)), y = scale * (6 + (random.NextDouble() * 4)), radius = scale * (3 + (random.NextDouble() * 2));
            int[] tint = [random.Next(140, 256), random.Next(140, 256), random.Next(140, 256)];
            for (int channel = 0; channel < channels; channel++)
            {
                for (int row = 0; row < size; row++)
                {
                    for (int column = 0; column < size; column++)
                    {
                        if (Inside(i % Groups, (column - x) / radius, (row - y) / radius)) pixels[(((((i * channels) + channel) * size) + row) * size) + column] = (byte)tint[channel];
                    }
                }
            }
        }

        return new ImageSet("groups/train", new PixelShape(channels, size, size), pixels);
    }

    private static bool Inside(int group, double x, double y)
    {
        const double Thin = 0.35;
        bool lying = Math.Abs(y) <= Thin && Math.Abs(x) <= 1.2, standing = Math.Abs(x) <= Thin && Math.Abs(y) <= 1.2;
        return group switch
        {
            0 => lying,
            1 => standing,
            2 => Math.Abs(x - y) <= Thin * 1.4 && Math.Abs(x + y) <= 1.7,
            3 => Math.Abs(Math.Sqrt((x * x) + (y * y)) - 1) <= Thin,
            _ => lying || standing,
        };
    }
}
