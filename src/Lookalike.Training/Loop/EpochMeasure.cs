using Lookalike.Core;
using Lookalike.Training.Objectives;
using Lookalike.Training.Results;

namespace Lookalike.Training.Loop;

/// <summary>What an epoch came to.</summary>
internal static class EpochMeasure
{
    /// <summary>Measures the epoch whose last step was taken.</summary>
    /// <param name="run">The run; not changed.</param>
    /// <param name="stage">The stage in progress.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="rate">The learning rate of the last step.</param>
    /// <exception cref="TrainingException">A loss is no longer a number.</exception>
    public static EpochResult Of(TrainingRun run, TrainingStage stage, StageLoss loss, double rate)
    {
        EpochResult result = new()
        {
            Epoch = run.State.Epochs.Count + 1,
            Stage = stage.Name,
            Loss = loss.Draws ? EpochResult.Reconstruction : EpochResult.Contrastive,
            TrainingLoss = run.State.LossSum / run.State.Step,
            Minimised = run.State.MinimisedSum / run.State.Step,
            ValidationLoss = ValidationMeasure.Measure(loss, run.Autoencoder, run.Validation),
            LearningRate = rate,
            Seconds = run.Seconds,
        };
        if (double.IsFinite(result.TrainingLoss) && double.IsFinite(result.ValidationLoss)) return result;
        throw new TrainingException(
            $"The loss of epoch {result.Epoch} is no longer a number: the run diverged. Use a smaller learning rate (it was {run.Recipe.LearningRate:g}).")
        {
            Remedy = new Remedy(RemedyKind.SmallerLearningRate),
        };
    }
}
