namespace Lookalike.Training;

/// <summary>What a checkpoint says of itself, as JSON before the arrays.</summary>
internal sealed class CheckpointHeader
{
    /// <summary>The recipe of the run.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>Hash of the training images: a run goes on only with what it began with.</summary>
    public required string Images { get; init; }

    /// <summary>Threads of the run; another number gives other rounding.</summary>
    public required int Threads { get; init; }

    /// <summary>The epoch in progress, 0-based; equal to the recipe's epochs when all are done.</summary>
    public required int Epoch { get; init; }

    /// <summary>Steps taken in that epoch. Every random draw follows from the seed, the epoch and this.</summary>
    public required int Step { get; init; }

    /// <summary>The sum of the batch losses of that epoch so far.</summary>
    public required double LossSum { get; init; }

    /// <summary>Seconds of training so far, over all runs.</summary>
    public required double Seconds { get; init; }

    /// <summary>The finished epochs.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    /// <summary>Values of the parameters, of each moment, and of the running statistics.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>Values of the running statistics of batch normalisation.</summary>
    public required int StatisticCount { get; init; }
}
