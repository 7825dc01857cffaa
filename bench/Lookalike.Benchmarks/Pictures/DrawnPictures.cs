using NetVips;

namespace Lookalike.Benchmarks;

/// <summary>Pictures with the coarse and the fine of photographs: broad patches of colour, and grain.</summary>
internal static class DrawnPictures
{
    /// <summary>Writes pictures and returns their paths.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="count">How many, each of its own seed.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="format">The names' ending, with the options of libvips' writer.</param>
    public static string[] Write(string folder, int count, int width, int height, string format)
    {
        string suffix = format.Split('[')[0];
        var paths = new string[count];
        for (int i = 0; i < count; i++)
        {
            using Image picture = Draw(width, height, i);
            paths[i] = Path.Combine(folder, $"{i:00000}{suffix}");
            File.WriteAllBytes(paths[i], picture.WriteToBuffer(format));
        }

        return paths;
    }

    private static Image Draw(int width, int height, int seed)
    {
        byte[] patches = new byte[9 * 9 * 3];
        new Random(seed).NextBytes(patches);
        using Image coarse = Image.NewFromMemory<byte>(patches, 9, 9, 3, Enums.BandFormat.Uchar);
        using Image broad = coarse.Resize((double)width / 8, vscale: (double)height / 8, kernel: Enums.Kernel.Cubic);
        using Image cut = broad.Crop(0, 0, width, height);
        using Image grain = Image.Gaussnoise(width, height, sigma: 6, mean: 0, seed: seed);
        using Image sum = cut + grain;
        using Image bytes = sum.Cast(Enums.BandFormat.Uchar);
        using Image drawn = bytes.Copy(interpretation: Enums.Interpretation.Srgb);
        return drawn.CopyMemory();
    }
}
