using Lookalike.Imaging.Folders;

namespace Lookalike.Datasets.Tests.Pictures;

/// <summary>Draws pictures and lists them.</summary>
internal static class PictureFiles
{
    /// <summary>Writes a picture of noise, in the format of its name. The same seed draws the same.</summary>
    public static void Draw(string path, int width, int height, int seed, bool grey = false) =>
        DrawnPicture.SaveNoise(path, width, height, bands: grey ? 1 : 3, seed);

    /// <summary>Twelve pictures of several sizes and formats.</summary>
    public static void DrawTwelve(Scratch folder)
    {
        for (int i = 0; i < 12; i++) Draw(folder[$"{i:00}.{(i % 2 == 0 ? "png" : "jpg")}"], 20 + i, 40 - i, seed: i);
    }

    public static PictureFile[] In(Scratch folder) => [.. PictureFolder.Walk(folder.Folder)];
}
