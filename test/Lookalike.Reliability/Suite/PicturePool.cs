using Lookalike.Imaging.Reading;

namespace Lookalike.Reliability.Suite;

/// <summary>Small pictures, each another, drawn once; a folder is filled with copies of them.</summary>
internal sealed class PicturePool
{
    private const int Side = 16;

    private readonly string _folder;
    private int _copies;

    public PicturePool(string folder, int count)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        PictureReader.Prepare();
        byte[] pixels = new byte[Side * Side * 3];
        for (int i = 0; i < count; i++)
        {
            var random = new Random(i);
            random.NextBytes(pixels);
            pixels.AsSpan(0, random.Next(pixels.Length)).Fill((byte)random.Next(256));
            DrawnPicture.Save(PathOf(i), pixels, Side, Side, bands: 3);
        }
    }

    public string Folder => _folder;

    /// <summary>Puts a picture at a path, whole or not at all, with a time of its own.</summary>
    public void Put(int number, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string made = Path.Combine(Path.GetDirectoryName(_folder)!, $"copy-{Interlocked.Increment(ref _copies)}");
        File.Copy(PathOf(number), made);
        File.SetLastWriteTimeUtc(made, DateTime.UnixEpoch.AddDays(number));
        File.Move(made, path, overwrite: true);
    }

    /// <summary>A folder with the pictures of some numbers.</summary>
    public string Fill(string folder, IEnumerable<int> numbers)
    {
        foreach (int number in numbers) Put(number, Path.Combine(folder, $"{number:00000}.png"));
        return folder;
    }

    private string PathOf(int number) => Path.Combine(_folder, $"{number:00000}.png");
}
