using Lookalike.Reliability.Fuzzing.Formats;
using Lookalike.Reliability.Fuzzing.Pictures;

namespace Lookalike.Reliability.Fuzzing;

/// <summary>The formats by name.</summary>
internal static class FuzzFormats
{
    /// <summary>Those that the program reads.</summary>
    public static IReadOnlyList<FuzzFormat> All { get; } =
    [
        new ModelFormat(), new IndexPagesFormat(), new IndexLogFormat(), new IndexStatementsFormat(), new GraphFormat(), new CheckpointFormat(), new CacheFormat(), new IdxFormat(),
        .. PictureSeeds.Names.Select(name => new PicturesFormat(name)),
    ];

    /// <summary>One of them, or one that goes wrong on purpose.</summary>
    public static FuzzFormat Find(string name) => All.Concat(PlantedFormat.All).FirstOrDefault(f => f.Name == name)
        ?? throw new ArgumentException($"There is no format {name}; there are {string.Join(", ", All.Select(f => f.Name))}.", nameof(name));
}
