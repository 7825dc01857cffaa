using Lookalike.Training.Costs;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;

namespace Lookalike.Training.Objectives;

/// <summary>Reconstruct the image. One stage, the plain autoencoder.</summary>
internal sealed class ReconstructionObjective(TrainingContext context) : TrainingObjective
{
    private const string StageName = "reconstruction";

    /// <inheritdoc/>
    public override int PlannedEpochs => context.Recipe.Epochs;

    /// <inheritdoc/>
    public override TrainingStage? Next(IReadOnlyList<StageResult> finished, bool roundsOver) => finished.Count > 0 ? null : new TrainingStage
    {
        Name = StageName,
        Kind = StageKind.Whole,
        Epochs = context.Recipe.Epochs,
        LearningRate = context.Recipe.LearningRate,
        Begin = _ => new StageLoss { Of = step => step.PixelError! },
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

    /// <summary>What is known of it before a run.</summary>
    internal sealed class Definition : ObjectiveDefinition
    {
        /// <inheritdoc/>
        public override string Name => "reconstruction";

        /// <inheritdoc/>
        public override int LatentSize => 16;

        /// <inheritdoc/>
        public override bool LearnsFromCopies => false;

        /// <inheritdoc/>
        public override TrainingObjective Begin(TrainingContext context) => new ReconstructionObjective(context);

        /// <inheritdoc/>
        public override ObjectiveCosts CostsOf(TrainingRecipe recipe, int images, StepCosts costs) => new() { Measure = images * costs.EncodePerImage };
    }
}
