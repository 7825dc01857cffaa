using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Records;

/// <summary>The record of most tests: a key, a data property of each common kind, one vector.</summary>
/// <typeparam name="TKey">The type of the key.</typeparam>
public sealed class Photo<TKey>
    where TKey : notnull
{
    public TKey Key { get; set; } = default!;

    public string? Title { get; set; }

    public int Width { get; set; }

    public int? Rating { get; set; }

    public bool Favourite { get; set; }

    public string[]? Tags { get; set; }

    public List<string>? People { get; set; }

    public ReadOnlyMemory<float> Vector { get; set; }

    /// <summary>The definition of photos, typed and dynamic.</summary>
    internal static VectorStoreCollectionDefinition Definition(string? distance = null, string? indexKind = null) => new()
    {
        Properties =
        [
            new VectorStoreKeyProperty(nameof(Key), typeof(TKey)),
            new VectorStoreDataProperty(nameof(Title), typeof(string)) { IsIndexed = true },
            new VectorStoreDataProperty(nameof(Width), typeof(int)) { IsIndexed = true },
            new VectorStoreDataProperty(nameof(Rating), typeof(int?)) { IsIndexed = true },
            new VectorStoreDataProperty(nameof(Favourite), typeof(bool)) { IsIndexed = true },
            new VectorStoreDataProperty(nameof(Tags), typeof(string[])) { IsIndexed = true },
            new VectorStoreDataProperty(nameof(People), typeof(List<string>)) { IsIndexed = true },
            new VectorStoreVectorProperty(nameof(Vector), typeof(ReadOnlyMemory<float>), Arc.Dimensions) { DistanceFunction = distance, IndexKind = indexKind },
        ],
    };

    /// <summary>The photo of a number, 0..40, with the title and the vector of another where one is given. Its width is the number, and every third has no rating.</summary>
    internal static Photo<TKey> Of(int number, int? like = null) => new()
    {
        Key = Keys.Of<TKey>(number),
        Title = $"photo {like ?? number}",
        Width = number,
        Rating = number % 3 == 0 ? null : number % 3,
        Favourite = number % 2 == 0,
        Tags = [$"tag {number}", "all"],
        People = [$"person {number}"],
        Vector = Arc.At(like ?? number),
    };

    /// <summary>The photos of the numbers 1 to <paramref name="count"/>.</summary>
    internal static Photo<TKey>[] Range(int count) => [.. Enumerable.Range(1, count).Select(i => Of(i))];

    /// <summary>The values by the names of the properties; the vector only if there is one.</summary>
    internal Dictionary<string, object?> Values()
    {
        Dictionary<string, object?> values = new(StringComparer.Ordinal)
        {
            [nameof(Key)] = Key,
            [nameof(Title)] = Title,
            [nameof(Width)] = Width,
            [nameof(Rating)] = Rating,
            [nameof(Favourite)] = Favourite,
            [nameof(Tags)] = Tags,
            [nameof(People)] = People,
        };
        if (!Vector.IsEmpty) values[nameof(Vector)] = Vector;
        return values;
    }
}
