using Lookalike.Training.Data;
using Lookalike.Training.Objectives;
using Lookalike.Training.Optimization;
using Lookalike.Training.Results;
using static TorchSharp.torch;

namespace Lookalike.Training.Loop;

/// <summary>
/// The training loop, which all objectives share: stages of epochs of steps. Every random draw follows from the recipe's seed, the epoch and
/// the step, so a run that was stopped and resumed gives the weights of a run that was not, bit for bit, as long as the thread count is the
/// same. Not safe to use from several threads.
/// </summary>
/// <param name="run">What is trained; it stays the caller's.</param>
/// <param name="observers">Told in this order.</param>
internal sealed class Trainer(TrainingRun run, params IReadOnlyList<RunObserver> observers)
{
    private readonly TrainingStep _step = new(run.Training, run.Autoencoder, run.Adam);

    private RunState State => run.State;

    /// <summary>Trains until the objective has no further stage.</summary>
    /// <param name="cancellationToken">Stops the run before its next step.</param>
    /// <exception cref="OperationCanceledException">The run was stopped, wherever it was; the observers were told.</exception>
    /// <exception cref="TrainingException">The loss is no longer a number, or all images got the same latent.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        try
        {
            TakeStages(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            run.Clock.Stop();
            Restore();
            foreach (RunObserver observer in observers) observer.Stop(run);
            throw;
        }
    }

    private void TakeStages(CancellationToken cancellationToken)
    {
        while (NextStage() is { } stage)
        {
            using StageLoss? loss = BeginInTime(stage, cancellationToken);
            if (loss is null) continue; // no time for the round
            run.Loss = loss;
            var schedule = new StageSchedule(
                run.Recipe.Schedule, stage.LearningRate, State.Schedule ?? new ScheduleState { Steps = (long)stage.Epochs * run.Steps });
            while (run.Taken < schedule.Steps)
            {
                TakeEpoch(stage, loss, schedule, cancellationToken);
                bool last = run.Taken == schedule.Steps;
                EpochResult result = EpochMeasure.Of(run, stage, loss, schedule.RateAt(run.Taken - 1));
                State.EndEpoch(result);
                foreach (RunObserver observer in observers) observer.EndEpoch(run, stage, result, last);
            }

            run.Loss = null;
            run.Clock.Start();
            StageResult finished = stage.Finish(cancellationToken);
            run.Clock.Stop();
            State.EndStage(finished, run.Autoencoder.Save());
            foreach (RunObserver observer in observers) observer.EndStage(run, stage, finished);
        }
    }

    /// <summary>Brings the network to where the stage begins, makes the loss there, and goes on from a checkpoint in the middle of the stage.</summary>
    internal StageLoss Begin(TrainingStage stage, CancellationToken cancellationToken)
    {
        run.Clock.Start();
        run.Preparing = share =>
        {
            foreach (RunObserver observer in observers) observer.Prepare(run, stage, share);
        };
        if (stage.StartsFrom is { } index) run.Autoencoder.Load(State.Snapshots[index]);
        StageLoss loss = stage.Begin(cancellationToken);
        run.Adam.Reset();
        Restore();
        run.Clock.Stop();
        return loss;
    }

    /// <summary>Goes to the place of a checkpoint in the middle of a stage, if the run is not there yet.</summary>
    private void Restore()
    {
        if (run.Resumed is { } checkpoint && run.Taken > 0)
        {
            run.Autoencoder.Load(checkpoint.Weights);
            run.Adam.Restore(run.Taken, checkpoint.FirstMoment, checkpoint.SecondMoment);
        }

        run.Resumed = null;
    }

    /// <summary>Takes one step on some images; returns the mean squared error of their pixels before it, and what is minimised.</summary>
    internal (double Told, double Minimised) Step(StageLoss loss, Tensor positions, double rate) =>
        _step.Take(loss, positions, rate, ImageBatches.Stream(run.Recipe.Seed, State.Epochs.Count, State.Step + 1));

    /// <summary>The stage that comes next; a round only where there is time for it, and else no further one.</summary>
    private TrainingStage? NextStage()
    {
        TrainingStage? next = run.NextStage;
        if (next?.Kind != StageKind.Round || run.Taken > 0 || observers.All(observer => observer.HasTimeFor(next))) return next;
        State.RoundsOver = true;
        return run.NextStage;
    }

    /// <summary>Begins a stage, or gives up all further rounds where it takes longer than one of the observers allows.</summary>
    private StageLoss? BeginInTime(TrainingStage stage, CancellationToken cancellationToken)
    {
        CancellationTokenSource[] limits = [.. observers.Select(observer => observer.BeginStage(stage)).OfType<CancellationTokenSource>()];
        using var first = CancellationTokenSource.CreateLinkedTokenSource([cancellationToken, .. limits.Select(limit => limit.Token)]);
        try
        {
            return Begin(stage, first.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            run.Clock.Stop();
            (run.Resumed, State.RoundsOver) = (null, true);
            State.LeaveStage();
            return null;
        }
        finally
        {
            foreach (CancellationTokenSource limit in limits) limit.Dispose();
        }
    }

    private void TakeEpoch(TrainingStage stage, StageLoss loss, StageSchedule schedule, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        int size = run.Recipe.BatchSize;
        Tensor order = run.Training.Shuffle(run.Recipe.Seed, State.Epochs.Count); // (N)
        for (bool ends = false; !ends;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            run.Clock.Start();
            foreach (RunObserver observer in observers) observer.BeginStep(stage, schedule, run.Taken);
            State.Schedule = schedule.State;
            Tensor positions = order.narrow(0, (long)State.Step * size, size); // (N) -> (B)
            State.AddStep(Step(loss, positions, schedule.RateAt(run.Taken)));
            run.StepsHere++;
            run.Clock.Stop();
            ends = State.Step == run.Steps || run.Taken == schedule.Steps;
            foreach (RunObserver observer in observers) observer.EndStep(run, stage, ends);
        }
    }
}
