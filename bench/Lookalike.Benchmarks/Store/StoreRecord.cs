using Microsoft.Extensions.VectorData;

namespace Lookalike.Benchmarks;

/// <summary>What the store is filled with: a key, a text and a vector, all following from the record's number.</summary>
internal sealed class StoreRecord
{
    public const int Dimension = 64;

    // Vectors are windows of one drawn row, each beginning one float later: different, and quick to make.
    private const int Pool = 1 << 20;
    private static readonly float[] Drawn = new ClusteredVectors(Pool / Dimension + 1, 0, Dimension, seed: 1).Vectors;

    [VectorStoreKey]
    public string Key { get; set; } = "";

    [VectorStoreData]
    public string Text { get; set; } = "";

    [VectorStoreVector(Dimension, DistanceFunction = DistanceFunction.EuclideanDistance)]
    public ReadOnlyMemory<float> Vector { get; set; }

    /// <summary>The key of a record by its number.</summary>
    public static string KeyOf(int number) => $"picture/{number:x8}";

    /// <summary>A record by its number.</summary>
    /// <param name="number">0 and up.</param>
    /// <param name="edition">Changes the vector, and the text with it.</param>
    public static StoreRecord Create(int number, int edition = 0) => new()
    {
        Key = KeyOf(number),
        Text = $"the picture with number {number}, edition {edition}",
        Vector = Drawn.AsMemory((int)((number + (edition * 7919L)) % Pool), Dimension),
    };

    /// <summary>Records with consecutive numbers.</summary>
    public static StoreRecord[] Batch(int first, int count, int edition = 0)
    {
        var batch = new StoreRecord[count];
        for (int i = 0; i < count; i++) batch[i] = Create(first + i, edition);
        return batch;
    }
}
