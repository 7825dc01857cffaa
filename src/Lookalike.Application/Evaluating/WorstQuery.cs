using System.Text.Json.Serialization;

namespace Lookalike.Application.Evaluating;

/// <summary>A query that finds few images of its class, or finds them late.</summary>
internal sealed class WorstQuery
{
    /// <summary>What the image is called; of an indexed one, its key.</summary>
    public required string Query { get; init; }

    /// <summary>Its class.</summary>
    public required string Class { get; init; }

    /// <summary>Average precision over the full ranking.</summary>
    public required double AveragePrecision { get; init; }

    /// <summary>The share of the first 10 that is of its class.</summary>
    public required double PrecisionAt10 { get; init; }

    /// <summary>What is found for it, nearest first.</summary>
    public required IReadOnlyList<WorstQueryHit> Hits { get; init; }

    /// <summary>Its place among the queries.</summary>
    [JsonIgnore]
    public required int Position { get; init; }
}
