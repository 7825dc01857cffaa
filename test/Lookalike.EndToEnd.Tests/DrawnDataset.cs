using Lookalike.Datasets.Idx;
using Lookalike.Imaging;

namespace Lookalike.EndToEnd.Tests;

/// <summary>A folder of IDX files with drawn images of two kinds, bars (0) and rings (1), in light ink on black.</summary>
internal static class DrawnDataset
{
    public const int Size = 28;
    public const int TrainCount = 320;
    public const int TestCount = 64;

    public static string Write(string folder, int seed = 1)
    {
        Directory.CreateDirectory(folder);
        WriteSplit(folder, "train", TrainCount, new Random(seed));
        WriteSplit(folder, "t10k", TestCount, new Random(seed + 1000));
        return folder;
    }

    /// <summary>One image: [28, 28], 0..255.</summary>
    public static byte[] Draw(int label, Random random)
    {
        byte[] image = new byte[Size * Size];
        double x = random.Next(10, 18), y = random.Next(10, 18), radius = random.Next(5, 8), angle = random.NextDouble() * 0.6;
        for (int row = 2; row < Size - 2; row++)
        {
            for (int column = 2; column < Size - 2; column++)
            {
                double dx = column - x, dy = row - y;
                double distance = label == 0
                    ? Math.Abs((dx * Math.Cos(angle)) + (dy * Math.Sin(angle))) + (Math.Abs(dy) > radius + 1 ? 9 : 0)
                    : Math.Abs(Math.Sqrt((dx * dx) + (dy * dy)) - radius);
                if (distance < 1.5) image[(row * Size) + column] = (byte)random.Next(200, 256);
            }
        }

        return image;
    }

    private static void WriteSplit(string folder, string name, int count, Random random)
    {
        byte[] pixels = new byte[count * Size * Size], labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = (byte)(i % 2);
            Draw(labels[i], random).CopyTo(pixels, i * Size * Size);
        }

        IdxFile.WriteImages(Path.Combine(folder, $"{name}-images-idx3-ubyte"), new PixelShape(1, Size, Size), pixels);
        IdxFile.WriteLabels(Path.Combine(folder, $"{name}-labels-idx1-ubyte"), labels);
    }
}
