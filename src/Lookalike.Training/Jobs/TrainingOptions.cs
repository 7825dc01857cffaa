using Lookalike.Training.Runtime;

namespace Lookalike.Training.Jobs;

/// <summary>What a run writes, where it computes, and how long it may take.</summary>
public sealed class TrainingOptions
{
    /// <summary>
    /// The model file to write. Its checkpoint lies beside it while the run lasts. A model that is there already is kept beside it:
    /// <c>autoencoder.previous.onnx</c> for <c>autoencoder.onnx</c>.
    /// </summary>
    public required string ModelPath { get; init; }

    /// <summary>The picture of images above their reconstructions, or null.</summary>
    public string? ReconstructionPath { get; init; }

    /// <summary>The picture of the losses, or null.</summary>
    public string? PlotPath { get; init; }

    /// <summary>The losses as JSON, or null.</summary>
    public string? HistoryPath { get; init; }

    /// <summary>Where to compute.</summary>
    public TrainingDevice Device { get; init; }

    /// <summary>Threads for one operation; null for all cores, or for the checkpoint's number where one is resumed.</summary>
    public int? Threads { get; init; }

    /// <summary>True: go on from the checkpoint beside <see cref="ModelPath"/>.</summary>
    public bool Resume { get; init; }

    /// <summary>
    /// The wall time that the whole call may take, reading and scoring counted; null for as long as the recipe takes. The recipe is then the most
    /// that is done: batch, epochs and rounds are chosen to fit the time, and every stage that is begun ends with its learning rate where its
    /// schedule ends. A resumed run goes on with what is left of its budget.
    /// </summary>
    /// <value>Above zero; null, the default, on a resumed run: the budget that it began with, if it had one.</value>
    public TimeSpan? Budget { get; init; }
}
