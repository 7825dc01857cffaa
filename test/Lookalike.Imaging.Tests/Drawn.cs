using NetVips;

namespace Lookalike.Imaging.Tests;

/// <summary>Pictures that the tests draw.</summary>
internal static class Drawn
{
    /// <summary>Reproducible noise.</summary>
    public static byte[] Noise(int count, int seed)
    {
        var values = new byte[count];
        new Random(seed).NextBytes(values);
        return values;
    }

    /// <summary>A plain image with a filled box in its middle half.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="paper">One value a band.</param>
    /// <param name="ink">One value a band.</param>
    public static Image Box(int width, int height, byte[] paper, byte[] ink)
    {
        var values = new byte[width * height * paper.Length];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bool inside = x >= width / 4 && x < width - (width / 4) && y >= height / 4 && y < height - (height / 4);
                (inside ? ink : paper).CopyTo(values, ((y * width) + x) * paper.Length);
            }
        }

        return DrawnPicture.Of(values, width, height, paper.Length);
    }

    /// <summary>What a camera that was held otherwise stores of an upright picture (EXIF 2.32, tag 274): the inverse of what turns it upright, and the tag.</summary>
    public static Image Held(Image upright, int orientation) => (orientation switch
    {
        2 => upright.FlipHor(),
        3 => upright.Rot180(),
        4 => upright.FlipVer(),
        5 => upright.Rot90().FlipHor(),
        6 => upright.Rot270(),
        7 => upright.Rot90().FlipVer(),
        8 => upright.Rot90(),
        _ => upright,
    }).Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", orientation));
}
