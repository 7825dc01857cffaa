using Microsoft.Extensions.VectorData;

namespace Lookalike.Reliability.Upserts;

/// <summary>A record of which all follows from its number.</summary>
internal sealed class UpsertRecord
{
    public const int Dimension = 8;

    [VectorStoreKey]
    public string Key { get; set; } = "";

    [VectorStoreData]
    public string Text { get; set; } = "";

    [VectorStoreVector(Dimension, DistanceFunction = DistanceFunction.EuclideanDistance, IndexKind = IndexKind.Hnsw)]
    public ReadOnlyMemory<float> Vector { get; set; }

    public static UpsertRecord Create(int number)
    {
        var random = new Random(number);
        float[] vector = [.. Enumerable.Range(0, Dimension).Select(_ => random.NextSingle())];
        return new UpsertRecord { Key = $"record/{number:00000000}", Text = $"the record with number {number}", Vector = vector };
    }

    public static UpsertRecord[] Batch(int first, int count) => [.. Enumerable.Range(first, count).Select(Create)];

    public bool IsAs(UpsertRecord other) => Key == other.Key && Text == other.Text && Vector.Span.SequenceEqual(other.Vector.Span);
}
