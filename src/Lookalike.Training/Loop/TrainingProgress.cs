using Lookalike.Training.Results;

namespace Lookalike.Training.Loop;

/// <summary>Where a run is.</summary>
public sealed class TrainingProgress
{
    /// <summary>The epoch in progress, 1-based.</summary>
    public required int Epoch { get; init; }

    /// <summary>The stage in progress.</summary>
    public required string Stage { get; init; }

    /// <summary>Epochs of the whole run, if no round is left out.</summary>
    public required int Epochs { get; init; }

    /// <summary>Steps taken in this epoch.</summary>
    public required int Step { get; init; }

    /// <summary>Steps of an epoch.</summary>
    public required int Steps { get; init; }

    /// <summary>Images trained on per second, in this process.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Mean training loss of this epoch so far.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>Time left at the present speed; no more than is left of the budget, where there is one.</summary>
    public required TimeSpan Left { get; init; }

    /// <summary>The epoch that has just finished, or null in the middle of one.</summary>
    public EpochResult? Finished { get; init; }

    /// <summary>The stage that has just finished, with the label-free signals; null in the middle of one.</summary>
    public StageResult? FinishedStage { get; init; }
}
