using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests.Verification;

/// <summary>A record that always has a vector.</summary>
public sealed class Vectored
{
    [VectorStoreKey]
    public string Key { get; set; } = "";

    [VectorStoreVector(3, DistanceFunction = DistanceFunction.EuclideanDistance)]
    public ReadOnlyMemory<float> Vector { get; set; }

    public static Vectored At(float x) => new() { Key = $"{x}", Vector = new[] { x, 0, 0 } };
}
