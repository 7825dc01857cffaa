using Lookalike.Training.Loop;
using Lookalike.Training.Objectives;
using Lookalike.Training.Results;

namespace Lookalike.Training.Logs;

/// <summary>Draws the same few held-out images now and then, so that one sees them sharpen; in stages only whose decoder learns.</summary>
/// <param name="log">Where they go.</param>
internal sealed class SampleObserver(RunLog log) : RunObserver
{
    private const int Images = 8;

    /// <inheritdoc/>
    public override void EndStep(TrainingRun run, TrainingStage stage, bool endsEpoch)
    {
        if (!endsEpoch && run.Draws && log.WantsSample) Draw(run, run.State.Epochs.Count + 1);
    }

    /// <inheritdoc/>
    public override void EndEpoch(TrainingRun run, TrainingStage stage, EpochResult result, bool endsStage)
    {
        if (run.Draws && (endsStage || log.WantsSample)) Draw(run, result.Epoch);
    }

    private void Draw(TrainingRun run, int epoch)
    {
        (byte[] originals, byte[] drawn) = run.Draw(Images);
        log.Sample(epoch, DrawnSample.Of(run.Validation.Input, originals, drawn));
    }
}
