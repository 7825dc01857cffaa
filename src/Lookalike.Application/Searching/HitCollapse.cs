using System.Runtime.InteropServices;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Searching;

/// <summary>
/// Takes the results of one query, nearest first, and keeps those that are no near copy of one kept before. Of the others it counts whose
/// copies they are: of the first kept one that is near enough.
/// </summary>
internal sealed class HitCollapse(ImageRoots roots, DistanceMetric metric, float within, int wanted)
{
    private readonly List<Kept> _kept = [];

    /// <summary>Takes the next result, with its vector.</summary>
    /// <returns>False if neither this one nor any that is farther matters any more.</returns>
    public bool Offer(IndexHit hit)
    {
        double distance = hit.Distance;
        bool full = _kept.Count == wanted;
        if (full && distance > Reach(_kept[^1].Distance)) return false;
        ReadOnlySpan<float> vector = hit.Record.Vector.Span;
        foreach (ref Kept kept in CollectionsMarshal.AsSpan(_kept))
        {
            if (!(VectorDistance.Compute(metric, kept.Record.Vector.Span, vector) <= within)) continue;
            kept.Copies++;
            return true;
        }

        if (!full) _kept.Add(new Kept { Record = hit.Record, Distance = distance });
        return true;
    }

    /// <summary>The hits kept, without the nearest so many.</summary>
    public IReadOnlyList<Hit> Hits(int skip) =>
    [
        .. _kept.Skip(skip).Select((kept, i) => new Hit
        {
            Rank = skip + i + 1,
            Key = kept.Record.Key,
            Path = roots.PathOf(kept.Record),
            Label = kept.Record.Label,
            Record = kept.Record,
            Distance = (float)kept.Distance,
            NearIdentical = kept.Copies,
        }),
    ];

    /// <summary>How far from the query a copy of a hit may be at most, by the triangle inequality, which for the cosine holds of the angles.</summary>
    private double Reach(double distance)
    {
        const double Rounding = 1e-5;
        if (metric == DistanceMetric.Euclidean) return (distance + within) * (1 + Rounding);
        double angle = Math.Acos(Math.Clamp(1 - distance, -1, 1)) + Math.Acos(Math.Clamp(1 - within, -1, 1));
        return angle >= Math.PI ? double.PositiveInfinity : 1 - Math.Cos(angle) + Rounding;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Kept
    {
        public required ImageRecord Record { get; init; }

        public required double Distance { get; init; }

        public int Copies { get; set; }
    }
}
