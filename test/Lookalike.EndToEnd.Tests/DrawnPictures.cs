namespace Lookalike.EndToEnd.Tests;

/// <summary>A folder of drawn pictures, bars and rings, one file each.</summary>
internal static class DrawnPictures
{
    /// <summary>Draws so many pictures, <c>0000.png</c> and on.</summary>
    public static string Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        for (int i = 0; i < count; i++) Draw(Name(folder, i), i);
        return folder;
    }

    public static string Name(string folder, int number) => Path.Combine(folder, $"{number:0000}.png");

    /// <summary>Draws one picture; a seed has a time of its own, so that another drawing shows.</summary>
    public static void Draw(string path, int seed)
    {
        Png.WriteGrey(path, DrawnDataset.Draw(seed % 2, new Random(seed)), DrawnDataset.Size);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddSeconds(seed));
    }
}
