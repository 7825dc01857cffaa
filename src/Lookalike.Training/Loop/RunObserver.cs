using Lookalike.Training.Objectives;
using Lookalike.Training.Optimization;
using Lookalike.Training.Results;

namespace Lookalike.Training.Loop;

/// <summary>Watches the loop, on its thread: keeps checkpoints, tells of progress, keeps the run in time.</summary>
internal abstract class RunObserver
{
    /// <summary>Whether there is time for a stage that may be left out; asked before it begins.</summary>
    public virtual bool HasTimeFor(TrainingStage stage) => true;

    /// <summary>Cancelled where a stage takes too long to begin; the caller disposes of it. Null where it may take as long as it needs.</summary>
    public virtual CancellationTokenSource? BeginStage(TrainingStage stage) => null;

    /// <summary>A stage needs long before its first step; told how far that is, one call at a time, from any thread.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stage">The stage that begins.</param>
    /// <param name="share">What is done, 0 to 1.</param>
    public virtual void Prepare(TrainingRun run, TrainingStage stage, double share)
    {
    }

    /// <summary>A step is about to be taken; its stage may be given fewer or more.</summary>
    /// <param name="stage">The stage in progress.</param>
    /// <param name="schedule">Its schedule.</param>
    /// <param name="taken">Steps taken in it so far, fewer than there are.</param>
    public virtual void BeginStep(TrainingStage stage, StageSchedule schedule, long taken)
    {
    }

    /// <summary>A step was taken.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stage">The stage in progress.</param>
    /// <param name="endsEpoch">True where it was the last of its epoch.</param>
    public virtual void EndStep(TrainingRun run, TrainingStage stage, bool endsEpoch)
    {
    }

    /// <summary>An epoch is over and measured.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stage">The stage in progress.</param>
    /// <param name="result">The epoch.</param>
    /// <param name="endsStage">True where it was the last of its stage.</param>
    public virtual void EndEpoch(TrainingRun run, TrainingStage stage, EpochResult result, bool endsStage)
    {
    }

    /// <summary>A stage is over and measured.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="result">What it came to.</param>
    public virtual void EndStage(TrainingRun run, TrainingStage stage, StageResult result)
    {
    }

    /// <summary>The run is stopped: before its next step, or while a stage begins or is measured. It is where its last step left it.</summary>
    /// <param name="run">The run.</param>
    public virtual void Stop(TrainingRun run)
    {
    }
}
