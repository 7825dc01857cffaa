using Lookalike.Datasets;
using Lookalike.Imaging;

namespace Lookalike.Training.Tests;

/// <summary>Small grey images of bars and discs on black, drawn from a seed: enough structure to learn, nothing to download.</summary>
internal static class DrawnImages
{
    public const int Size = 16;

    public static ImageSet Draw(int count, int seed)
    {
        var random = new Random(seed);
        byte[] pixels = new byte[count * Size * Size];
        for (int i = 0; i < count; i++)
        {
            Span<byte> image = pixels.AsSpan(i * Size * Size, Size * Size);
            int x = random.Next(4, 12), y = random.Next(4, 12), radius = random.Next(2, 4);
            bool disc = random.Next(2) == 0;
            for (int row = 1; row < Size - 1; row++)
            {
                for (int column = 1; column < Size - 1; column++)
                {
                    bool inside = disc
                        ? ((row - y) * (row - y)) + ((column - x) * (column - x)) <= radius * radius
                        : Math.Abs(row - y) <= 1 && Math.Abs(column - x) <= radius + 1;
                    if (inside) image[(row * Size) + column] = (byte)random.Next(200, 256);
                }
            }
        }

        return new ImageSet("drawn/train", new PixelShape(1, Size, Size), pixels);
    }
}
