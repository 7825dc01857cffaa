using Lookalike.Training.Results;

namespace Lookalike.Training.Loop;

/// <summary>Where a run is.</summary>
public sealed class TrainingProgress
{
    internal TrainingProgress()
    {
    }

    /// <summary>The epoch in progress, 1-based.</summary>
    public int Epoch { get; internal init; }

    /// <summary>The stage in progress.</summary>
    public string Stage { get; internal init; } = "";

    /// <summary>Epochs of the whole run, if no round is left out.</summary>
    public int Epochs { get; internal init; }

    /// <summary>Steps taken in this epoch.</summary>
    public int Step { get; internal init; }

    /// <summary>Steps of an epoch.</summary>
    public int Steps { get; internal init; }

    /// <summary>Images trained on per second, in this process.</summary>
    public double ImagesPerSecond { get; internal init; }

    /// <summary>Mean training loss of this epoch so far.</summary>
    public double TrainingLoss { get; internal init; }

    /// <summary>Time left at the present speed; no more than is left of the budget, where there is one.</summary>
    public TimeSpan Left { get; internal init; }

    /// <summary>The share of what the stage needs before its first step, while that lasts; null from then on.</summary>
    /// <value>0 to 1; null by default.</value>
    internal double? Prepared { get; init; }

    /// <summary>The epoch that has just finished, or null in the middle of one.</summary>
    internal EpochResult? Finished { get; init; }

    /// <summary>The stage that has just finished, with the label-free signals; null in the middle of one.</summary>
    internal StageResult? FinishedStage { get; init; }
}
