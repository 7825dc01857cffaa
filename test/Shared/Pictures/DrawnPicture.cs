using Lookalike.Imaging.Reading;
using NetVips;

namespace Lookalike.Testing;

/// <summary>Makes pictures of the bytes that tests draw.</summary>
internal static class DrawnPicture
{
    /// <summary>Bytes as an image of the usual interpretation of so many bands.</summary>
    /// <param name="values">[height, width, bands], 0..255. Copied.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="bands">1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha.</param>
    public static Image Of(byte[] values, int width, int height, int bands)
    {
        PictureReader.Prepare();
        return Image.NewFromMemoryCopy<byte>(values, width, height, bands, Enums.BandFormat.Uchar)
            .Copy(interpretation: bands < 3 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
    }

    /// <summary>Writes bytes as a picture, in the format of the name, and makes its folder.</summary>
    public static void Save(string path, byte[] values, int width, int height, int bands)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using Image image = Of(values, width, height, bands);
        image.WriteToFile(path);
    }

    /// <summary>Writes a picture of noise, in the format of the name. The same seed draws the same.</summary>
    public static void SaveNoise(string path, int width, int height, int bands, int seed)
    {
        byte[] values = new byte[width * height * bands];
        new Random(seed).NextBytes(values);
        Save(path, values, width, height, bands);
    }
}
