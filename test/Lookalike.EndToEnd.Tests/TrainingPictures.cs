namespace Lookalike.EndToEnd.Tests;

/// <summary>A folder of drawn pictures of odd and extreme aspect ratios, and of files that are none.</summary>
internal static class TrainingPictures
{
    /// <summary>Draws a blot on a plain ground, in the format of the name. The same seed draws the same.</summary>
    public static void Draw(string path, int width, int height, int seed, bool grey = false)
    {
        var random = new Random(seed);
        int bands = grey ? 1 : 3;
        byte[] ground = new byte[bands], ink = new byte[bands], values = new byte[width * height * bands];
        random.NextBytes(ground);
        random.NextBytes(ink);
        double x = width * (0.25 + (random.NextDouble() / 2)), y = height * (0.25 + (random.NextDouble() / 2));
        double radius = (Math.Min(width, height) * (0.2 + (random.NextDouble() / 4))) + 1;
        for (int i = 0; i < width * height; i++)
        {
            double dx = (i % width) - x, dy = (i / width) - y;
            ((dx * dx) + (dy * dy) < radius * radius ? ink : ground).CopyTo(values, i * bands);
        }

        DrawnPicture.Save(path, values, width, height, bands);
    }

    public static string DrawMany(string folder, int count, bool grey = false)
    {
        for (int i = 0; i < count; i++)
            Draw(Path.Combine(folder, $"sub/{i:000}.{(i % 2 == 0 ? "png" : "jpg")}"), 20 + (i * 7 % 50), 20 + (i * 13 % 60), seed: i, grey);
        return folder;
    }

    /// <summary>Adds a strip, a column and a single pixel.</summary>
    public static void DrawExtremes(string folder)
    {
        Draw(Path.Combine(folder, "strip.png"), 900, 2, seed: 101);
        Draw(Path.Combine(folder, "column.jpg"), 3, 700, seed: 102);
        Draw(Path.Combine(folder, "pixel.png"), 1, 1, seed: 103);
    }

    /// <summary>Adds a text named .jpg, an empty .png and half a .jpg.</summary>
    public static void AddBadFiles(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "text.jpg"), "BMW, Audi and Opel");
        File.WriteAllBytes(Path.Combine(folder, "empty.png"), []);
        string whole = Path.Combine(folder, "whole.jpg");
        Draw(whole, 64, 64, seed: 104);
        byte[] bytes = File.ReadAllBytes(whole);
        File.WriteAllBytes(Path.Combine(folder, "half.jpg"), bytes[..(bytes.Length / 2)]);
        File.Delete(whole);
    }
}
