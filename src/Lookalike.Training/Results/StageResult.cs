using Lookalike.Search.Agreement;

namespace Lookalike.Training.Results;

/// <summary>What a finished stage came to, by signals that need no labels. What its objective does not measure is null.</summary>
internal sealed record StageResult
{
    /// <summary>What the stage is called, such as <c>round 2</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>
    /// How far two changed copies of one training image are answered alike, 0 to 1 (<see cref="CopyAgreement.Score"/>): what stages are compared
    /// by.
    /// </summary>
    public double? Agreement { get; init; }

    /// <summary>The share of changed copies that find the image they were made from first.</summary>
    public double? RecallAt1 { get; init; }

    /// <summary>Neighbours of each image in the round's graph.</summary>
    public int? Neighbours { get; init; }

    /// <summary>How often the round averaged codes along the graph.</summary>
    public int? SmoothingSteps { get; init; }

    /// <summary>The share of the graph's links that are returned.</summary>
    public double? MutualShare { get; init; }
}
