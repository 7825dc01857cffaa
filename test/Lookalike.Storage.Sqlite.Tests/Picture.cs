using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests;

/// <summary>The record of most tests: a key, a few data properties, one vector.</summary>
public sealed class Picture
{
    [VectorStoreKey]
    public string Key { get; set; } = "";

    [VectorStoreData]
    public string? Title { get; set; }

    [VectorStoreData]
    public int Size { get; set; }

    [VectorStoreData]
    public int? Label { get; set; }

    [VectorStoreData]
    public bool Favourite { get; set; }

    [VectorStoreData]
    public string[]? Tags { get; set; }

    [VectorStoreVector(3, DistanceFunction = DistanceFunction.EuclideanDistance)]
    public ReadOnlyMemory<float>? Vector { get; set; }

    public bool IsLarge => Size > 8;

    public static Picture At(string key, float x, float y = 0, float z = 0) => new() { Key = key, Vector = new float[] { x, y, z } };
}
