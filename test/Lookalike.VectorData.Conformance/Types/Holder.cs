using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Types;

/// <summary>A record with one data property of any type.</summary>
/// <typeparam name="TKey">The type of the key.</typeparam>
/// <typeparam name="T">The type of the property.</typeparam>
public sealed class Holder<TKey, T>
    where TKey : notnull
{
    public TKey Key { get; set; } = default!;

    public T? Value { get; set; }

    public ReadOnlyMemory<float> Vector { get; set; }

    internal static VectorStoreCollectionDefinition Definition() => new()
    {
        Properties =
        [
            new VectorStoreKeyProperty(nameof(Key), typeof(TKey)),
            new VectorStoreDataProperty(nameof(Value), typeof(T)) { IsIndexed = true },
            new VectorStoreVectorProperty(nameof(Vector), typeof(ReadOnlyMemory<float>), Arc.Dimensions),
        ],
    };

    internal static Holder<TKey, T> Of(int number, T? value) => new() { Key = Keys.Of<TKey>(number), Value = value, Vector = Arc.At(number) };

    internal static Dictionary<string, object?> DictionaryOf(int number, object? value) =>
        new(StringComparer.Ordinal) { [nameof(Key)] = Keys.Of<TKey>(number), [nameof(Value)] = value, [nameof(Vector)] = new ReadOnlyMemory<float>(Arc.At(number)) };
}
