using Lookalike.Core.Telemetry;
using Lookalike.Training.Objectives;
using Lookalike.Training.Results;
using Lookalike.Training.Telemetry;
using Microsoft.Extensions.Logging;

namespace Lookalike.Training.Loop;

/// <summary>Tells telemetry and the log of steps, epochs and stages. What a run does not come to the end of ends when this is disposed of.</summary>
/// <param name="logger">Told of epochs and stages; or null.</param>
internal sealed class TelemetryObserver(ILogger? logger) : RunObserver, IDisposable
{
    private ToldOperation? _stage;

    /// <inheritdoc/>
    public override CancellationTokenSource? BeginStage(TrainingStage stage)
    {
        _stage?.Dispose(); // there was no time to begin it
        _stage = TrainingTelemetry.Operations.Start("train_stage");
        _stage?.Tag(TrainingTelemetry.StageTag, stage.Name);
        return null;
    }

    /// <inheritdoc/>
    public override void EndStep(TrainingRun run, TrainingStage stage, bool endsEpoch) => TrainingTelemetry.Images.Add(run.Recipe.BatchSize);

    /// <inheritdoc/>
    public override void EndEpoch(TrainingRun run, TrainingStage stage, EpochResult result, bool endsStage)
    {
        double speed = run.Recipe.BatchSize / run.SecondsPerStep;
        TrainingTelemetry.RecordEpoch(speed, result.TrainingLoss, result.ValidationLoss);
        if (logger is not null) TrainingLog.EpochEnded(logger, result.Epoch, result.Stage, result.TrainingLoss, result.ValidationLoss, speed);
    }

    /// <inheritdoc/>
    public override void EndStage(TrainingRun run, TrainingStage stage, StageResult result)
    {
        Dispose();
        if (logger is not null) TrainingLog.StageEnded(logger, result.Stage, run.State.Epochs[^1].Epoch, result.Agreement);
    }

    /// <summary>Takes note of a fault that ends the run.</summary>
    /// <returns>False, so that it can stand in the filter of a catch clause that catches nothing.</returns>
    public bool Fail(Exception fault) => _stage?.Fail(fault) ?? false;

    public void Dispose()
    {
        _stage?.Dispose();
        _stage = null;
    }
}
