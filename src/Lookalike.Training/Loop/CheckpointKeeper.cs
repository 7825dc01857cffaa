using System.Diagnostics;
using Lookalike.Training.Checkpoints;
using Lookalike.Training.Objectives;
using Lookalike.Training.Results;

namespace Lookalike.Training.Loop;

/// <summary>
/// Keeps a checkpoint after every epoch, unless epochs are far shorter than the keeping; after every stage; and at the step where a run is
/// stopped.
/// </summary>
/// <param name="keep">Writes it.</param>
/// <param name="beforeFirst">Called once, before the first is written; or null.</param>
internal sealed class CheckpointKeeper(Action<Checkpoint> keep, Action? beforeFirst = null) : RunObserver
{
    /// <summary>
    /// The epochs between two checkpoints take at least so many times what a checkpoint takes: tiny sets have hundreds of epochs of some
    /// milliseconds.
    /// </summary>
    private const int KeepingShare = 4;

    private readonly Stopwatch _sinceKept = new();
    private Action? _beforeFirst = beforeFirst;
    private TimeSpan _keeping;

    /// <inheritdoc/>
    public override void EndEpoch(TrainingRun run, TrainingStage stage, EpochResult result, bool endsStage)
    {
        // The end of the stage is kept with what it came to.
        if (!endsStage && _sinceKept.Elapsed >= KeepingShare * _keeping) Keep(run);
    }

    /// <inheritdoc/>
    public override void EndStage(TrainingRun run, TrainingStage stage, StageResult result) => Keep(run);

    /// <inheritdoc/>
    public override void Stop(TrainingRun run) => Keep(run);

    private void Keep(TrainingRun run)
    {
        _sinceKept.Restart();
        _beforeFirst?.Invoke();
        _beforeFirst = null;
        keep(run.Snapshot());
        _keeping = _sinceKept.Elapsed;
        _sinceKept.Restart();
    }
}
