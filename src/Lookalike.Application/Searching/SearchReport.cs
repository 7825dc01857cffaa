namespace Lookalike.Application.Searching;

/// <summary>The hits of every query of one search.</summary>
public sealed class SearchReport
{
    /// <summary>The version of this layout.</summary>
    public int SchemaVersion { get; } = 1;

    /// <summary>The distance: euclidean or cosine.</summary>
    public required string Metric { get; init; }

    /// <summary>The queries, in the order they were given.</summary>
    public required IReadOnlyList<QueryHits> Queries { get; init; }

    /// <summary>The report as one JSON object, on one line. A distance that is not finite is the largest number.</summary>
    public string ToJson() => SearchJson.Write(this);
}
