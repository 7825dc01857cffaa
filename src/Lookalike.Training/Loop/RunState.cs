using Lookalike.Training.Checkpoints;
using Lookalike.Training.Networks;
using Lookalike.Training.Optimization;
using Lookalike.Training.Results;

namespace Lookalike.Training.Loop;

/// <summary>How far a run is: all that a checkpoint keeps beside the weights. Not safe to use from several threads at once.</summary>
internal sealed class RunState
{
    /// <summary>The finished epochs of all stages.</summary>
    public List<EpochResult> Epochs { get; } = [];

    /// <summary>The finished stages.</summary>
    public List<StageResult> Stages { get; } = [];

    /// <summary>The network as each of them left it.</summary>
    public List<Weights> Snapshots { get; } = [];

    /// <summary>The finished epochs of the stage in progress.</summary>
    public int StageEpoch { get; set; }

    /// <summary>Steps taken in the epoch in progress.</summary>
    public int Step { get; private set; }

    /// <summary>Steps taken in the epoch that was last finished here: fewer than others have where its stage was shortened.</summary>
    public int LastEpochSteps { get; private set; }

    /// <summary>The sum of the pixel errors of its batches so far.</summary>
    public double LossSum { get; private set; }

    /// <summary>The sum of what they minimised; null where the epoch was begun by a program that did not keep it.</summary>
    public double? MinimisedSum { get; private set; } = 0;

    /// <summary>The schedule of the stage in progress; null before its first step.</summary>
    public ScheduleState? Schedule { get; set; }

    /// <summary>True where no further round is to follow, for want of time.</summary>
    public bool RoundsOver { get; set; }

    /// <summary>Seconds of training in the runs before this one.</summary>
    public double SecondsBefore { get; private set; }

    /// <summary>Steps taken in them.</summary>
    public long StepsBefore { get; private set; }

    /// <summary>Takes over where a checkpoint stopped.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    public void Load(Checkpoint checkpoint)
    {
        CheckpointHeader header = checkpoint.Header;
        Epochs.AddRange(header.Epochs);
        Stages.AddRange(header.Stages);
        Snapshots.AddRange(checkpoint.Snapshots);
        (StageEpoch, Step, LossSum, Schedule) = (header.StageEpoch, header.Step, header.LossSum, header.Schedule);
        MinimisedSum = Step == 0 ? 0 : header.MinimisedSum;
        (SecondsBefore, StepsBefore, RoundsOver) = (header.Seconds, header.Steps, header.RoundsOver);
    }

    /// <summary>Adds a step of the epoch in progress.</summary>
    public void AddStep((double Told, double Minimised) losses)
    {
        LossSum += losses.Told;
        MinimisedSum += losses.Minimised;
        Step++;
    }

    /// <summary>Adds an epoch of the stage in progress and begins the next.</summary>
    public void EndEpoch(EpochResult result)
    {
        Epochs.Add(result);
        (StageEpoch, LastEpochSteps, Step, LossSum, MinimisedSum) = (StageEpoch + 1, Step, 0, 0, 0);
    }

    /// <summary>Adds the stage in progress and begins the next.</summary>
    public void EndStage(StageResult result, Weights weights)
    {
        Stages.Add(result);
        Snapshots.Add(weights);
        LeaveStage();
    }

    /// <summary>Leaves the stage in progress.</summary>
    public void LeaveStage() => (StageEpoch, Step, LossSum, MinimisedSum, Schedule) = (0, 0, 0, 0, null);
}
