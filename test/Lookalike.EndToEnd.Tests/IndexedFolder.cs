using NetVips;

namespace Lookalike.EndToEnd.Tests;

/// <summary>A folder of drawn colour pictures with a model and an index of it, made once by the program itself.</summary>
public sealed class IndexedFolder : IAsyncLifetime
{
    public const int Count = 24;

    private readonly Scratch _scratch = new();

    /// <summary>The folder that was trained on and indexed; its name in keys is <c>pictures</c>.</summary>
    public string Folder => _scratch["pictures"];

    public string Model => _scratch["model.onnx"];

    public string Index => _scratch["features.db"];

    /// <summary>A place for what one test makes.</summary>
    public string this[string name] => _scratch[name];

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Folder);
        for (int i = 0; i < Count; i++) Draw(Path.Combine(Folder, NameOf(i)), i, 96, 64);
        (await Lookalike.RunAsync(
            "train", Folder, "--model", Model, "--objective", "reconstruction", "--epochs", "3", "--batch-size", "8", "--latent", "16", "--size", "32", "--threads", "1")).Expect(0);
        (await Lookalike.RunAsync("index", Folder, "--model", Model, "--index", Index)).Expect(0);
    }

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    public static string NameOf(int picture) => $"{picture:00}.png";

    /// <summary>The full path of an indexed picture.</summary>
    public string PathOf(int picture) => Path.Combine(Folder, NameOf(picture));

    /// <summary>The key of a picture in the index.</summary>
    public string KeyOf(int picture) => $"{Path.GetFileName(Folder)}/{NameOf(picture)}";

    /// <summary>Indexes some other folder with the same model.</summary>
    /// <returns>The index.</returns>
    internal async Task<string> IndexAsync(string folder)
    {
        string index = folder + ".db";
        (await Lookalike.RunAsync("index", folder, "--model", Model, "--index", index)).Expect(0);
        return index;
    }

    /// <summary>Draws a disc on a slope of two colours; the number says which colours, and where the disc lies.</summary>
    internal static string Draw(string path, int number, int width, int height, int orientation = 1)
    {
        using Image upright = Picture(number, width, height);
        using Image stored = orientation == 6 ? upright.Rot270() : upright.Copy();
        using Image tagged = stored.Mutate(m => m.Set(GValue.GIntType, "orientation", orientation));
        tagged.WriteToFile(path);
        return path;
    }

    internal static Image Picture(int number, int width, int height)
    {
        var random = new Random(number);
        byte[] corner = new byte[3], other = new byte[3], disc = new byte[3];
        foreach (byte[] colour in (byte[][])[corner, other, disc]) random.NextBytes(colour);
        double x0 = width * (0.25 + (0.5 * random.NextDouble())), y0 = height * (0.25 + (0.5 * random.NextDouble())), radius = height * 0.25;
        byte[] values = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bool inside = ((x - x0) * (x - x0)) + ((y - y0) * (y - y0)) < radius * radius;
                double share = (double)x / width;
                for (int c = 0; c < 3; c++) values[(((y * width) + x) * 3) + c] = inside ? disc[c] : (byte)double.Lerp(corner[c], other[c], share);
            }
        }

        return DrawnPicture.Of(values, width, height, bands: 3);
    }
}
