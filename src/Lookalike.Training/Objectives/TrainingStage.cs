using Lookalike.Training.Results;

namespace Lookalike.Training.Objectives;

/// <summary>A part of a run, with a loss and a learning-rate cycle of its own.</summary>
internal sealed class TrainingStage
{
    /// <summary>What it is called, such as <c>round 2</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is in the run.</summary>
    public required StageKind Kind { get; init; }

    /// <summary>Passes over the images.</summary>
    public required int Epochs { get; init; }

    /// <summary>The constant learning rate, or the peak of the cycle.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The finished stage, 0-based, whose weights it begins with; null for the first stage.</summary>
    public int? StartsFrom { get; init; }

    /// <summary>Makes the loss, with the network as the stage begins with it. The caller disposes of it.</summary>
    public required Func<CancellationToken, StageLoss> Begin { get; init; }

    /// <summary>Measures what the stage came to, with the network as the stage left it.</summary>
    public required Func<CancellationToken, StageResult> Finish { get; init; }
}
