namespace Lookalike.Training;

/// <summary>Reconstruct the image. One stage, the plain autoencoder.</summary>
internal sealed class ReconstructionObjective(TrainingContext context) : TrainingObjective
{
    private const string StageName = "reconstruction";

    /// <inheritdoc/>
    public override int PlannedEpochs => context.Recipe.Epochs;

    /// <inheritdoc/>
    public override Stage? Next(IReadOnlyList<StageResult> finished, bool roundsOver) => finished.Count > 0 ? null : new Stage
    {
        Name = StageName,
        Kind = StageKind.Whole,
        Epochs = context.Recipe.Epochs,
        LearningRate = context.Recipe.LearningRate,
        Begin = _ => new ReconstructionLoss(context.Images, context.Autoencoder),
        Finish = _ =>
        {
            Collapse.Require(LatentCodes.Encode(context.Autoencoder, context.Images), context.Autoencoder.LatentSize);
            return new StageResult { Stage = StageName };
        },
    };

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
