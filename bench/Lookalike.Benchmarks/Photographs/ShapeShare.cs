using Lookalike.Application.Library;
using Lookalike.Application.Searching;
using NetVips;

namespace Lookalike.Benchmarks;

/// <summary>How much the shape of a picture counts: which share of a picture's nearest has its shape, beside the share of all that has it.</summary>
internal static class ShapeShare
{
    private const int Nearest = 5;

    private static readonly (string Name, double Ratio)[] Classes = [("portrait", 0.9), ("square", 1.12), ("4:3", 1.41), ("3:2", 1.65), ("16:9", double.PositiveInfinity)];

    private static readonly double[] Drawn = [0.75, 1, 4 / 3.0, 3 / 2.0, 16 / 9.0];

    /// <summary>
    /// Cuts the largest part of a shape that is drawn for it out of the middle of each picture: what is on a picture then says nothing of its shape, as it does
    /// where the pictures of one shape are of one source.
    /// </summary>
    /// <param name="files">The pictures.</param>
    /// <param name="folder">Receives them, under their places as names.</param>
    /// <returns>Width over height of each, by its file name.</returns>
    public static IReadOnlyDictionary<string, double> Cut(IReadOnlyList<string> files, string folder)
    {
        int[] classes = [.. Enumerable.Range(0, files.Count).Select(i => i % Drawn.Length)];
        new Random(42).Shuffle(classes);
        var shapes = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int i = 0; i < files.Count; i++)
        {
            using Image picture = Alteration.Read(files[i])!;
            double ratio = Drawn[classes[i]];
            int width = (int)Math.Min(picture.Width, Math.Round(picture.Height * ratio)), height = (int)Math.Min(picture.Height, Math.Round(picture.Width / ratio));
            using Image cut = picture.Crop((picture.Width - width) / 2, (picture.Height - height) / 2, width, height);
            string name = $"{i:0000}.jpg";
            cut.Jpegsave(Path.Combine(folder, name), q: 92);
            shapes[name] = (double)width / height;
        }

        return shapes;
    }

    /// <summary>Prints a row for each shape.</summary>
    /// <param name="library">The index of the pictures.</param>
    /// <param name="shapes">Width over height of each key.</param>
    public static async Task WriteAsync(ImageLibrary library, IReadOnlyDictionary<string, double> shapes)
    {
        string[] keys = [.. shapes.Keys];
        var request = new SearchRequest { Keys = keys, Options = new SearchOptions { Top = Nearest + 1 } };
        SearchReport found = await library.SearchAsync(request, events: null, CancellationToken.None);
        Console.WriteLine($"\n| shape | pictures | of the {Nearest} nearest have it | by chance | times chance |\n|---|---|---|---|---|");
        foreach ((string name, _) in Classes)
        {
            string[] own = [.. keys.Where(key => Of(shapes[key]) == name)];
            if (own.Length < 2) continue;
            var set = own.ToHashSet(StringComparer.Ordinal);
            double share = found.Queries.Zip(keys).Where(query => set.Contains(query.Second))
                .Average(query => query.First.Hits.Where(hit => hit.Key != query.Second).Take(Nearest).Average(hit => Of(shapes[hit.Key]) == name ? 1.0 : 0));
            double chance = (own.Length - 1.0) / (keys.Length - 1);
            Console.WriteLine($"| {name} | {own.Length} | {share:0.00} | {chance:0.00} | {share / chance:0.0} |");
        }
    }

    private static string Of(double ratio) => Classes.First(shape => ratio < shape.Ratio).Name;
}
