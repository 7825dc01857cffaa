using Microsoft.Extensions.VectorData;

namespace Lookalike.Application;

/// <summary>One indexed image.</summary>
public sealed class ImageRecord
{
    /// <summary>Set and position, such as <c>mnist/train/00042</c>: unique in the index.</summary>
    public string Key { get; set; } = "";

    /// <summary>The set that the image belongs to, such as <c>mnist/train</c>.</summary>
    public string Set { get; set; } = "";

    /// <summary>The image's position in its set, 0-based.</summary>
    public int Position { get; set; }

    /// <summary>The class, for display and evaluation only; null where the data set has none.</summary>
    public int? Label { get; set; }

    /// <summary>The first 128 bits of the pixels' SHA-256, in hexadecimal.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>The latent. Empty where a search or a read left it out.</summary>
    public ReadOnlyMemory<float> Vector { get; set; }

    /// <summary>How the store keeps it.</summary>
    /// <param name="latentSize">Values of a latent.</param>
    internal static VectorStoreCollectionDefinition Definition(int latentSize) => new()
    {
        Properties =
        [
            new VectorStoreKeyProperty(nameof(Key), typeof(string)),
            new VectorStoreDataProperty(nameof(Set), typeof(string)),
            new VectorStoreDataProperty(nameof(Position), typeof(int)),
            new VectorStoreDataProperty(nameof(Label), typeof(int?)),
            new VectorStoreDataProperty(nameof(ContentHash), typeof(string)),
            new VectorStoreVectorProperty(nameof(Vector), typeof(ReadOnlyMemory<float>), latentSize)
            {
                DistanceFunction = DistanceFunction.EuclideanDistance,
                IndexKind = IndexKind.Hnsw,
            },
        ],
    };
}
