namespace Lookalike.Application.Searching;

/// <summary>One query and what looks like it.</summary>
public sealed class QueryHits
{
    /// <summary>What the query is called.</summary>
    public required string Query { get; init; }

    /// <summary>The query's own class, for display, or null.</summary>
    public int? Label { get; internal init; }

    /// <summary>The hits, nearest first.</summary>
    public required IReadOnlyList<Hit> Hits { get; init; }
}
