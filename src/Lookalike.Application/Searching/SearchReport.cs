using System.Text.Json.Serialization;
using Lookalike.Application.Indexing;
using Lookalike.Imaging.Sheets;

namespace Lookalike.Application.Searching;

/// <summary>The hits of every query of one search.</summary>
public sealed class SearchReport
{
    internal SearchReport()
    {
    }

    /// <summary>The version of this layout.</summary>
    [JsonInclude]
    internal int SchemaVersion { get; } = 1;

    /// <summary>The distance: euclidean or cosine.</summary>
    public string Metric { get; internal init; } = "";

    /// <summary>The queries, in the order they were given.</summary>
    public IReadOnlyList<QueryHits> Queries { get; internal init; } = [];

    /// <summary>Pictures that could not be read, and that nothing was searched with.</summary>
    public IReadOnlyList<IndexFailure> Failures { get; internal set; } = [];

    /// <summary>Pictures of the queries and hits, a row for each query; empty where none were asked for.</summary>
    internal IReadOnlyList<MontageRow> Rows { get; set; } = [];

    /// <summary>The report as one JSON object, on one line. A distance that is not finite is the largest number.</summary>
    internal string ToJson() => SearchJson.Write(this);
}
