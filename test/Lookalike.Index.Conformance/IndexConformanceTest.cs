using System.Globalization;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;

namespace Lookalike.Index.Conformance;

/// <summary>What every base of the suite begins with: an engine, and a new location for each test.</summary>
/// <param name="fixture">The engine.</param>
public abstract class IndexConformanceTest(IndexFixture fixture)
{
    /// <summary>Values of the vectors.</summary>
    protected const int LatentSize = 4;

    /// <summary>All that can be read.</summary>
    protected const IndexColumns Everything = (IndexColumns)((1 << 10) - 1);

    protected IndexFixture Fixture => fixture;

    protected IIndexEngine Engine => fixture.Engine;

    /// <summary>Where the index of the test is.</summary>
    protected string Location { get; } = fixture.NewLocation();

    /// <summary>Ends the test early.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A description as an index has it that was indexed with a model.</summary>
    protected static IndexDescription Description { get; } = new() { LatentSize = LatentSize, Fingerprint = new string('a', 64), Source = "mnist" };

    /// <summary>An index with records, open for writing.</summary>
    protected async Task<IIndexStore> CreateAsync(params IEnumerable<ImageRecord> records)
    {
        IIndexStore store = await Engine.CreateAsync(Location, LatentSize, rebuild: false, Token);
        await store.WriteAsync(records, [], Description, Token);
        return store;
    }

    /// <summary>The same index, open for reading.</summary>
    protected async Task<IIndexStore> OpenAsync() => await Engine.OpenAsync(Location, Token) ?? throw new InvalidOperationException("There is no index.");

    /// <summary>A picture with everything that a picture has.</summary>
    protected static ImageRecord Picture(int number) => new()
    {
        Key = string.Create(CultureInfo.InvariantCulture, $"pictures/{number:000}.jpg"),
        Set = "pictures",
        Path = string.Create(CultureInfo.InvariantCulture, $"{number:000}.jpg"),
        Size = 1000 + number,
        Modified = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(number),
        Width = 640 + number,
        Height = 480 + number,
        Label = number % 10,
        ContentHash = string.Create(CultureInfo.InvariantCulture, $"{number:x32}"),
        Vector = new float[] { number, 1, 0, 0 },
    };

    /// <summary>An image of a data set, without what only files have.</summary>
    protected static ImageRecord Digit(int position) => new()
    {
        Key = string.Create(CultureInfo.InvariantCulture, $"mnist/train/{position:00000}"),
        Set = "mnist/train",
        Position = position,
        ContentHash = string.Create(CultureInfo.InvariantCulture, $"{position:x32}"),
        Vector = new float[] { 0, 0, position, 1 },
    };

    /// <summary>Asserts that two records say the same.</summary>
    protected static void Same(ImageRecord expected, ImageRecord found, bool withVector)
    {
        Assert.Equal(
            (expected.Key, expected.Set, expected.Position, expected.Path, expected.Size, expected.Modified),
            (found.Key, found.Set, found.Position, found.Path, found.Size, found.Modified));
        Assert.Equal((expected.Width, expected.Height, expected.Label, expected.ContentHash), (found.Width, found.Height, found.Label, found.ContentHash));
        Assert.Equal(withVector ? expected.Vector.ToArray() : [], found.Vector.ToArray());
    }
}
