namespace Lookalike.Training;

/// <summary>What is reported of the graph that a round was taught from.</summary>
internal sealed record RoundGraph
{
    /// <summary>Neighbours of each image.</summary>
    public required int Neighbours { get; init; }

    /// <summary>How often codes were averaged along the graph.</summary>
    public required int SmoothingSteps { get; init; }

    /// <summary>The share of the graph's links that are returned.</summary>
    public required double MutualShare { get; init; }
}
