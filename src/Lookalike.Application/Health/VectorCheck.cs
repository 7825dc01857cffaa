using System.Numerics.Tensors;
using Lookalike.Storage.Sqlite;

namespace Lookalike.Application;

/// <summary>Looks for vectors that no encoder gives: values that are no finite numbers, and all zeros.</summary>
internal sealed class VectorCheck(VectorSnapshot vectors, IndexedRecords records)
{
    /// <summary>Slots whose vector is all zeros. Whether that is wrong only their images can tell.</summary>
    public List<int> Zeros { get; } = [];

    public IEnumerable<HealthFinding> Run(CancellationToken cancellation)
    {
        for (int slot = 0; slot < vectors.Slots; slot++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!vectors.IsOccupied(slot) || records.Key(slot) is not { } key) continue;
            ReadOnlySpan<float> vector = vectors.Vectors.Span.Slice(slot * vectors.Dimension, vectors.Dimension);
            if (!TensorPrimitives.IsFiniteAll(vector)) yield return NotFinite(key, vector);
            else if (!vector.ContainsAnyExcept(0f)) Zeros.Add(slot);
        }
    }

    public static HealthFinding Zero(string key) => new()
    {
        Kind = HealthFindingKind.ZeroVector,
        Key = key,
        Place = key,
        Images = 1,
        Message = $"{key}: its vector is all zeros, as far from everything as nothing is; expected one that tells it apart. Encode it again.",
        Cure = HealthCure.Encode,
        Keys = [key],
    };

    private static HealthFinding NotFinite(string key, ReadOnlySpan<float> vector)
    {
        int at = 0;
        while (float.IsFinite(vector[at])) at++;
        return new HealthFinding
        {
            Kind = HealthFindingKind.NotFiniteVector,
            Key = key,
            Place = key,
            Images = 1,
            Message = $"{key}: its vector has {(float.IsNaN(vector[at]) ? "NaN" : "infinity")} at {at}; expected finite numbers. No search finds it. Encode it again.",
            Cure = HealthCure.Encode,
            Keys = [key],
        };
    }
}
