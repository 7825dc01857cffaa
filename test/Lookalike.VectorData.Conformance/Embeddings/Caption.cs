using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Embeddings;

/// <summary>A record whose vector is generated from a text.</summary>
/// <typeparam name="TKey">The type of the key.</typeparam>
public sealed class Caption<TKey>
    where TKey : notnull
{
    public TKey Key { get; set; } = default!;

    public int Number { get; set; }

    public string? Text { get; set; }

    /// <summary>The definition, with generators of the definition and of the property; null for none.</summary>
    internal static VectorStoreCollectionDefinition Definition(IEmbeddingGenerator? ofDefinition = null, IEmbeddingGenerator? ofProperty = null) => new()
    {
        EmbeddingGenerator = ofDefinition,
        Properties =
        [
            new VectorStoreKeyProperty(nameof(Key), typeof(TKey)),
            new VectorStoreDataProperty(nameof(Number), typeof(int)) { IsIndexed = true },
            new VectorStoreVectorProperty(nameof(Text), typeof(string), Arc.Dimensions) { EmbeddingGenerator = ofProperty },
        ],
    };

    internal static Caption<TKey> Of(int number) => new() { Key = Keys.Of<TKey>(number), Number = number, Text = $"photo {number}" };

    internal static Caption<TKey>[] Range(int count) => [.. Enumerable.Range(1, count).Select(Of)];
}
