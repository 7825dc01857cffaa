using Lookalike.Core.Globs;
using Lookalike.Search.Distances;

namespace Lookalike.Index.Reading;

/// <summary>
/// What a search looks for: data alone, so that it can be sent anywhere. A record is found where it meets every condition that is given.
/// Immutable.
/// </summary>
public sealed class IndexQuery
{
    /// <summary>The latent, of the size of the index's vectors.</summary>
    public required ReadOnlyMemory<float> Latent { get; init; }

    /// <summary>Hits; fewer where fewer are left.</summary>
    /// <value>1 and up.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public required int Top
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }

    /// <summary>The nearest hits to leave out.</summary>
    /// <value>0 and up; the default is 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Skip
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>The distance.</summary>
    /// <value><see cref="DistanceMetric.Euclidean"/>, which is the default, or <see cref="DistanceMetric.Cosine"/>, by which every search is exact.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is another metric.</exception>
    public DistanceMetric Metric
    {
        get;
        init => field = value is DistanceMetric.Euclidean or DistanceMetric.Cosine
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "An index is searched by the Euclidean or the cosine distance.");
    }

    /// <summary>
    /// Whether every vector is compared. Otherwise what <see cref="IIndexStore.PrepareAsync"/> built may be walked, and a few of the
    /// nearest missed.
    /// </summary>
    public bool Exact { get; init; }

    /// <summary>The most that a hit is away, in the unit of <see cref="Metric"/>.</summary>
    /// <value>Null, the default, for any distance.</value>
    public float? Within { get; init; }

    /// <summary>What the key matches.</summary>
    /// <value>Null, the default, for any key.</value>
    public Glob? Key { get; init; }

    /// <summary>The class.</summary>
    /// <value>Null, the default, for any class and none.</value>
    public int? Label { get; init; }

    /// <summary>Whether hits come with their vectors.</summary>
    public bool IncludeVectors { get; init; }
}
