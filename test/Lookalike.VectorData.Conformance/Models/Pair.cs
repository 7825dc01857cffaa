using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Models;

/// <summary>A record with two vectors of different dimensions.</summary>
/// <typeparam name="TKey">The type of the key.</typeparam>
public sealed class Pair<TKey>
    where TKey : notnull
{
    public TKey Key { get; set; } = default!;

    public int Number { get; set; }

    public ReadOnlyMemory<float>? Front { get; set; }

    public float[]? Back { get; set; }

    internal static VectorStoreCollectionDefinition Definition() => new()
    {
        Properties =
        [
            new VectorStoreKeyProperty(nameof(Key), typeof(TKey)),
            new VectorStoreDataProperty(nameof(Number), typeof(int)) { IsIndexed = true },
            new VectorStoreVectorProperty(nameof(Front), typeof(ReadOnlyMemory<float>?), Arc.Dimensions),
            new VectorStoreVectorProperty(nameof(Back), typeof(float[]), Arc.Dimensions + 1),
        ],
    };

    /// <summary>The front lies on the arc at the number, the back at 20 less the number.</summary>
    internal static Pair<TKey> Of(int number) => new() { Key = Keys.Of<TKey>(number), Number = number, Front = Arc.At(number), Back = BackAt(20 - number) };

    internal static Pair<TKey>[] Range(int count) => [.. Enumerable.Range(1, count).Select(Of)];

    /// <summary>A vector of the arc with one more dimension.</summary>
    internal static float[] BackAt(int number) => [0, .. Arc.At(number)];
}
