using System.Numerics.Tensors;
using Lookalike.Index.Reading;

namespace Lookalike.Application.Health;

/// <summary>Looks for vectors that no encoder gives: values that are no finite numbers, and all zeros.</summary>
internal sealed class VectorCheck(IndexSnapshot records)
{
    /// <summary>Rows whose vector is all zeros. Whether that is wrong only their images can tell.</summary>
    public List<int> Zeros { get; } = [];

    public IEnumerable<HealthFinding> Run(CancellationToken cancellationToken)
    {
        for (int row = 0; row < records.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!records.HasVector(row)) continue;
            ReadOnlySpan<float> vector = records.Vector(row).Span;
            if (!TensorPrimitives.IsFiniteAll(vector)) yield return NotFinite(records.Keys[row], vector);
            else if (!vector.ContainsAnyExcept(0f)) Zeros.Add(row);
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
            Message = $"{key}: its vector has {(float.IsNaN(vector[at]) ? "NaN" : "infinity")} at {at}; expected finite numbers. No search finds it. " +
                "Encode it again.",
            Cure = HealthCure.Encode,
            Keys = [key],
        };
    }
}
