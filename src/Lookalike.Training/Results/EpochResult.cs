namespace Lookalike.Training.Results;

/// <summary>One finished epoch.</summary>
internal sealed class EpochResult
{
    /// <summary>The epoch, 1-based, counted over all stages.</summary>
    public required int Epoch { get; init; }

    /// <summary>The stage it belongs to, such as <c>round 2</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Mean squared error of the training batches' reconstructions, each measured before its step.</summary>
    public required double TrainingLoss { get; init; }

    /// <summary>Mean squared error of the validation images after the epoch.</summary>
    public required double ValidationLoss { get; init; }

    /// <summary>The learning rate of the epoch's last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Seconds of training up to here, validation not counted.</summary>
    public required double Seconds { get; init; }
}
