using Lookalike.Training.Recipes;

namespace Lookalike.Training.Results;

/// <summary>The losses of a run, as the history file holds them.</summary>
internal sealed class TrainingHistory
{
    /// <summary>The version of this layout.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>The recipe of the run.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>The finished epochs, in order.</summary>
    public required IReadOnlyList<EpochResult> Epochs { get; init; }

    /// <summary>The finished stages with their label-free signals, in order.</summary>
    public required IReadOnlyList<StageResult> Stages { get; init; }
}
