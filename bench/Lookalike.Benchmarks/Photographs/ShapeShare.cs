using Lookalike.Application.Library;
using Lookalike.Application.Searching;

namespace Lookalike.Benchmarks;

/// <summary>How much the shape of a picture counts: which share of a picture's nearest has its shape, beside the share of all that has it.</summary>
internal static class ShapeShare
{
    private const int Nearest = 5;

    private static readonly (string Name, double Ratio)[] Classes = [("portrait", 0.9), ("square", 1.12), ("4:3", 1.41), ("3:2", 1.65), ("16:9", double.PositiveInfinity)];

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
