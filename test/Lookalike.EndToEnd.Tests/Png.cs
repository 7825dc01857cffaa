using NetVips;

namespace Lookalike.EndToEnd.Tests;

/// <summary>Writes and measures pictures.</summary>
internal static class Png
{
    public static string WriteGrey(string path, byte[] pixels, int size)
    {
        DrawnPicture.Save(path, pixels, size, size, bands: 1);
        return path;
    }

    public static (int Width, int Height) SizeOf(string path)
    {
        using Image image = Image.NewFromFile(path);
        return (image.Width, image.Height);
    }
}
