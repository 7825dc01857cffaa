using Lookalike.Core.Globs;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Searching;

/// <summary>What a search gives back. Not changed by a search; may be shared by many.</summary>
public sealed class SearchOptions
{
    /// <summary>The default of <see cref="Top"/>.</summary>
    internal const int DefaultTop = 10;

    /// <summary>Hits of a query; fewer where fewer are left.</summary>
    /// <value>1 and up; the default is 10.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Top
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = DefaultTop;

    /// <summary>The nearest hits to leave out, for the next page. Ranks go on counting.</summary>
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

    /// <summary>The distance. An approximate search is by the Euclidean distance; one by the cosine is always exact.</summary>
    /// <value><see cref="DistanceMetric.Euclidean"/>, which is the default, or <see cref="DistanceMetric.Cosine"/>.</value>
    public DistanceMetric Metric { get; init; }

    /// <summary>Whether every vector is compared; null, the default, to search as the index says.</summary>
    public bool? Exact { get; init; }

    /// <summary>The most that a hit is away from the query, in the unit of <see cref="Metric"/>.</summary>
    /// <value>0 and up; null, the default, for any distance.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float? Within
    {
        get;
        init => field = Distance(value, nameof(Within));
    }

    /// <summary>Which images are searched, by their keys; null, the default, for all.</summary>
    public Glob? Match { get; init; }

    /// <summary>The class of the images that are searched.</summary>
    /// <value>Null, the default, for any class and none.</value>
    internal int? Label { get; init; }

    /// <summary>
    /// A hit at most so far from a nearer hit is left out and counted there (<see cref="Hit.NearIdentical"/>), in the unit of
    /// <see cref="Metric"/>.
    /// </summary>
    /// <value>0 and up; null, the default, to leave nothing out.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public float? Collapse
    {
        get;
        init => field = Distance(value, nameof(Collapse));
    }

    private static float? Distance(float? value, string name) => value is null || (value >= 0 && float.IsFinite(value.Value))
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is not a finite distance of at least 0.");
}
