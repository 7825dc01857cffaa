using Lookalike.Index.Records;
using Lookalike.Storage.Sqlite;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Index.Sqlite;

/// <summary>How the store keeps the records of an index.</summary>
internal static class RecordDefinition
{
    /// <summary>The name of the one collection of an index file.</summary>
    public const string Collection = "images";

    /// <summary>The collection of a store. Nothing is read yet.</summary>
    public static SqliteCollection<string, ImageRecord> Open(SqliteVectorStore store, int latentSize) =>
        store.GetCollection<string, ImageRecord>(Collection, Of(latentSize));

    private static VectorStoreCollectionDefinition Of(int latentSize) => new()
    {
        Properties =
        [
            new VectorStoreKeyProperty(nameof(ImageRecord.Key), typeof(string)),
            new VectorStoreDataProperty(nameof(ImageRecord.Set), typeof(string)),
            new VectorStoreDataProperty(nameof(ImageRecord.Position), typeof(int?)),
            new VectorStoreDataProperty(nameof(ImageRecord.Path), typeof(string)),
            new VectorStoreDataProperty(nameof(ImageRecord.Size), typeof(long?)),
            new VectorStoreDataProperty(nameof(ImageRecord.Modified), typeof(DateTimeOffset?)),
            new VectorStoreDataProperty(nameof(ImageRecord.Width), typeof(int?)),
            new VectorStoreDataProperty(nameof(ImageRecord.Height), typeof(int?)),
            new VectorStoreDataProperty(nameof(ImageRecord.Label), typeof(int?)),
            new VectorStoreDataProperty(nameof(ImageRecord.ContentHash), typeof(string)),
            new VectorStoreVectorProperty(nameof(ImageRecord.Vector), typeof(ReadOnlyMemory<float>), latentSize)
            {
                DistanceFunction = DistanceFunction.EuclideanDistance,
                IndexKind = IndexKind.Hnsw,
            },
        ],
    };
}
