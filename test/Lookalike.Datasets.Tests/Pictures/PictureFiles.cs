using Lookalike.Imaging;
using NetVips;

namespace Lookalike.Datasets.Tests;

/// <summary>Draws pictures and lists them.</summary>
internal static class PictureFiles
{
    /// <summary>Writes a picture of noise, in the format of its name. The same seed draws the same.</summary>
    public static void Draw(string path, int width, int height, int seed, bool grey = false)
    {
        int bands = grey ? 1 : 3;
        byte[] values = new byte[width * height * bands];
        new Random(seed).NextBytes(values);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using Image image = Image.NewFromMemory(values, width, height, bands, Enums.BandFormat.Uchar)
            .Copy(interpretation: grey ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        image.WriteToFile(path);
    }

    /// <summary>Twelve pictures of several sizes and formats.</summary>
    public static void DrawTwelve(TestFolder folder)
    {
        for (int i = 0; i < 12; i++) Draw(folder[$"{i:00}.{(i % 2 == 0 ? "png" : "jpg")}"], 20 + i, 40 - i, seed: i);
    }

    public static PictureFile[] In(TestFolder folder) => [.. PictureFolder.Walk(folder.Path)];
}
