using Lookalike.Datasets.Idx;
using Lookalike.Imaging;

namespace Lookalike.EndToEnd.Tests;

/// <summary>A folder of IDX files with sevens (1) and zeros (0) made as MNIST is: the longer side 20 pixels, the centre of mass in the middle of 28.</summary>
internal static class CentredDataset
{
    public const int Size = 28;
    public const int Canvas = 200;

    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach ((string name, int count, int seed) in (ReadOnlySpan<(string, int, int)>)[("train", 240, 1), ("t10k", 40, 2)])
        {
            var random = new Random(seed);
            byte[] labels = [.. Enumerable.Range(0, count).Select(i => (byte)(i % 2))];
            IdxFile.WriteImages(Path.Combine(folder, $"{name}-images-idx3-ubyte"), new PixelShape(1, Size, Size), labels.SelectMany(label => Frame(Draw(label, random))).ToArray());
            IdxFile.WriteLabels(Path.Combine(folder, $"{name}-labels-idx1-ubyte"), labels);
        }

        return folder;
    }

    /// <summary>Which pixels of a canvas a pen has covered.</summary>
    public static bool[] Draw(int label, Random random)
    {
        bool[] ink = new bool[Canvas * Canvas];
        double slant = (random.NextDouble() * 0.4) - 0.1, width = 9 + (random.NextDouble() * 8), narrow = 35 + (random.NextDouble() * 25);
        for (int i = 0; i < ink.Length; i++)
        {
            double y = (i / Canvas) - 100, x = (i % Canvas) - 100 + (slant * y);
            ink[i] = label == 0
                ? Math.Abs(Math.Sqrt(Math.Pow(x / narrow, 2) + Math.Pow(y / 70, 2)) - 1) * narrow < width
                : (Math.Abs(x) < narrow && Math.Abs(y + 60) < width) || (Math.Abs(y) < 60 + width && Math.Abs(x - (narrow - (width / 2)) + ((y + 60) * 0.3)) < width);
        }

        return ink;
    }

    /// <summary>The shape scaled to 20 pixels and moved by its centre of mass, [28, 28].</summary>
    private static byte[] Frame(bool[] ink)
    {
        int[] at = [.. Enumerable.Range(0, ink.Length).Where(i => ink[i])];
        int left = at.Min(i => i % Canvas), top = at.Min(i => i / Canvas), side = Math.Max(at.Max(i => i % Canvas) - left, at.Max(i => i / Canvas) - top) + 1;
        double[] sums = new double[20 * 20];
        foreach (int i in at) sums[(((i / Canvas) - top) * 20 / side * 20) + (((i % Canvas) - left) * 20 / side)]++;
        double peak = sums.Max(), mass = sums.Sum();
        int across = (int)Math.Floor(14.5 - (sums.Select((s, i) => s * (i % 20)).Sum() / mass)), down = (int)Math.Floor(14.5 - (sums.Select((s, i) => s * (i / 20)).Sum() / mass));
        byte[] image = new byte[Size * Size];
        for (int i = 0; i < sums.Length; i++)
        {
            (int x, int y) = (across + (i % 20), down + (i / 20));
            if (x is >= 0 and < Size && y is >= 0 and < Size) image[(y * Size) + x] = (byte)(255 * sums[i] / peak);
        }

        return image;
    }
}
