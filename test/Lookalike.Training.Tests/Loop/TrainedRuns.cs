using Lookalike.Training.Budget;
using Lookalike.Training.Checkpoints;
using Lookalike.Training.Loop;

namespace Lookalike.Training.Tests.Loop;

/// <summary>Runs that are watched by a test.</summary>
internal static class TrainedRuns
{
    /// <summary>Trains to the end, or until the token is cancelled.</summary>
    /// <param name="run">The run.</param>
    /// <param name="keep">Given each checkpoint.</param>
    /// <param name="progress">Told of progress.</param>
    /// <param name="guard">Keeps the run in time.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public static void Train(
        this TrainingRun run, Action<Checkpoint>? keep = null, Action<TrainingProgress>? progress = null, BudgetGuard? guard = null, CancellationToken? cancellationToken = null)
    {
        List<RunObserver> observers = guard is null ? [] : [guard];
        if (keep is not null) observers.Add(new CheckpointKeeper(keep));
        if (progress is not null) observers.Add(new ProgressReporter(progress));
        new Trainer(run, observers).Run(cancellationToken ?? CancellationToken.None);
    }
}
