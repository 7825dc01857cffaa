namespace Lookalike.Application.Searching;

/// <summary>One query and what looks like it.</summary>
public sealed class QueryHits
{
    internal QueryHits()
    {
    }

    /// <summary>What the query is called.</summary>
    public string Query { get; internal init; } = "";

    /// <summary>The query's own class, for display, or null.</summary>
    public int? Label { get; internal init; }

    /// <summary>The hits, nearest first.</summary>
    public IReadOnlyList<Hit> Hits { get; internal init; } = [];
}
