using Lookalike.Training.Objectives;
using Lookalike.Training.Results;

namespace Lookalike.Training.Loop;

/// <summary>Tells of every step, epoch and stage.</summary>
/// <param name="report">Told, on the thread of the loop.</param>
internal sealed class ProgressReporter(Action<TrainingProgress> report) : RunObserver
{
    /// <inheritdoc/>
    public override void Prepare(TrainingRun run, TrainingStage stage, double share) => report(new TrainingProgress
    {
        Stage = stage.Name,
        Epoch = run.State.Epochs.Count + 1,
        Epochs = run.PlannedEpochs(stage),
        Steps = run.Steps,
        Prepared = share,
    });

    /// <inheritdoc/>
    public override void EndStep(TrainingRun run, TrainingStage stage, bool endsEpoch)
    {
        RunState state = run.State;
        if (!endsEpoch) Report(run, stage, (state.Epochs.Count + 1, state.Step), state.LossSum / state.Step);
    }

    /// <inheritdoc/>
    public override void EndEpoch(TrainingRun run, TrainingStage stage, EpochResult result, bool endsStage) =>
        Report(run, stage, (result.Epoch, run.State.LastEpochSteps), result.TrainingLoss, result);

    /// <inheritdoc/>
    public override void EndStage(TrainingRun run, TrainingStage stage, StageResult result) =>
        Report(run, stage, (run.State.Epochs.Count, run.Steps), run.State.Epochs[^1].TrainingLoss, finishedStage: result);

    private void Report(
        TrainingRun run, TrainingStage stage, (int Epoch, int Step) place, double loss, EpochResult? finished = null, StageResult? finishedStage = null)
    {
        int epochs = run.PlannedEpochs(stage);
        long left = (((long)epochs - place.Epoch + 1) * run.Steps) - place.Step;
        report(new TrainingProgress
        {
            Stage = stage.Name,
            Epoch = place.Epoch,
            Epochs = epochs,
            Step = place.Step,
            Steps = run.Steps,
            ImagesPerSecond = run.Recipe.BatchSize / run.SecondsPerStep,
            TrainingLoss = loss,
            Left = TimeSpan.FromSeconds(Math.Max(0, Math.Min(run.SecondsPerStep * left, run.Budget?.Left ?? double.MaxValue))),
            Finished = finished,
            FinishedStage = finishedStage,
        });
    }
}
