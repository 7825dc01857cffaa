using Lookalike.Training.Optimization;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;

namespace Lookalike.Training.Checkpoints;

/// <summary>What a checkpoint says of itself, as JSON before the arrays.</summary>
internal sealed class CheckpointHeader
{
    /// <summary>The recipe of the run.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>Hash of the training images: a run goes on only with what it began with.</summary>
    public required string Images { get; init; }

    /// <summary>How many there were, before any sample was taken of them.</summary>
    public required int ImageCount { get; init; }

    /// <summary>How many of them are trained on, a draw that follows from the recipe's seed; null for all.</summary>
    public int? Sample { get; init; }

    /// <summary>How many of the validation images are validated with; null for all.</summary>
    public int? ValidationSample { get; init; }

    /// <summary>The budget of the run in seconds, or null.</summary>
    public double? Budget { get; init; }

    /// <summary>Seconds of it that are spent, over all runs.</summary>
    public double BudgetSpent { get; init; }

    /// <summary>True where no further round is to follow, for want of time.</summary>
    public bool RoundsOver { get; init; }

    /// <summary>The schedule of the stage in progress, where it was shortened.</summary>
    public ScheduleState? Schedule { get; init; }

    /// <summary>Threads of the run; another number gives other rounding.</summary>
    public required int Threads { get; init; }

    /// <summary>The finished stages, in order.</summary>
    public required IReadOnlyList<StageResult> Stages { get; init; }

    /// <summary>The finished epochs of the stage in progress.</summary>
    public required int StageEpoch { get; init; }

    /// <summary>Steps taken in the epoch in progress. Every random draw follows from the seed, the number of finished epochs and this.</summary>
    public required int Step { get; init; }

    /// <summary>The sum of the pixel errors of that epoch's batches so far.</summary>
    public required double LossSum { get; init; }

    /// <summary>The sum of what they minimised; null in checkpoints of before.</summary>
    public double? MinimisedSum { get; init; }

    /// <summary>Seconds of training so far, over all runs.</summary>
    public required double Seconds { get; init; }

    /// <summary>Steps so far, over all stages.</summary>
    public required long Steps { get; init; }

    /// <summary>The finished epochs of all stages.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    /// <summary>Values of the parameters, of each moment, and of the running statistics.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>Values of the running statistics of batch normalisation.</summary>
    public required int StatisticCount { get; init; }
}
