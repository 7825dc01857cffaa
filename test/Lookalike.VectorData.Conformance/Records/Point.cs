using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Records;

/// <summary>A record without data: a key and a vector.</summary>
/// <typeparam name="TKey">The type of the key.</typeparam>
public sealed class Point<TKey>
    where TKey : notnull
{
    public TKey Key { get; set; } = default!;

    public ReadOnlyMemory<float> Vector { get; set; }

    internal static VectorStoreCollectionDefinition Definition(int dimensions, string? distance = null, string? indexKind = null) => new()
    {
        Properties =
        [
            new VectorStoreKeyProperty(nameof(Key), typeof(TKey)),
            new VectorStoreVectorProperty(nameof(Vector), typeof(ReadOnlyMemory<float>), dimensions) { DistanceFunction = distance, IndexKind = indexKind },
        ],
    };

    internal static Point<TKey> At(int number, params float[] vector) => new() { Key = Keys.Of<TKey>(number), Vector = vector };
}
