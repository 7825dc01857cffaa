using Lookalike.Training.Augmentations;
using Lookalike.Training.Costs;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;

namespace Lookalike.Training.Objectives;

/// <summary>
/// Contrastive learning: of each image of a batch two copies are made, edited as people edit pictures, and the encoder learns to tell which two of them are of
/// one image (<see cref="Losses.Contrastive"/>). What an edit changes - light, colour, the cut, the shape, what stands around - it learns to pass over. Then
/// the decoder learns to draw from the finished latents.
/// </summary>
internal sealed class ContrastiveObjective : TrainingObjective
{
    private const string StageName = "contrastive";

    /// <summary>What cosines are divided by; a usual value, and no other was tried.</summary>
    internal const double Temperature = 0.1;

    private readonly TrainingContext _context;
    private readonly CopyTest _copies;

    /// <summary>Prepares a run.</summary>
    /// <param name="context">What it works on; it stays the caller's.</param>
    public ContrastiveObjective(TrainingContext context)
    {
        _context = context;
        _copies = new CopyTest(context.Recipe, context.Images, DenoisingObjective.Copies, context.Threads);
    }

    /// <inheritdoc/>
    public override int PlannedEpochs => _context.Recipe.Epochs + _context.Recipe.DecoderEpochs;

    /// <inheritdoc/>
    public override TrainingStage? Next(IReadOnlyList<StageResult> finished, bool roundsOver) => finished.Count switch
    {
        0 => Contrastive(),
        1 => DecoderStage.After(encoder: 0, _context),
        _ => null,
    };

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    private TrainingStage Contrastive() => new()
    {
        Name = StageName,
        Kind = StageKind.Whole,
        Epochs = _context.Recipe.Epochs,
        LearningRate = _context.Recipe.LearningRate,
        Begin = _ => new StageLoss
        {
            Changes = new Augmenter(_context.Recipe.Augmentation),
            Copies = 2,
            Draws = false,
            Of = step => Losses.Contrastive(step.Latent, Temperature),
        },
        Finish = cancellationToken => _copies.Score(StageName, _context.Autoencoder, cancellationToken),
    };

    /// <summary>What is known of it before a run.</summary>
    internal class Definition : ObjectiveDefinition
    {
        /// <summary>The least steps, and the passes of a large set.</summary>
        private const int Steps = 800, Passes = 3;

        /// <summary>The largest batch: the more other images a copy could be of, the more there is to learn.</summary>
        private const int Batch = 128;

        private readonly DenoisingObjective.Definition _denoising = new();

        /// <inheritdoc/>
        public override string Name => "contrastive";

        /// <inheritdoc/>
        public override int LatentSize => 128;

        /// <inheritdoc/>
        public override bool LearnsFromCopies => true;

        /// <inheritdoc/>
        public override bool PredictsShape => false;

        /// <inheritdoc/>
        public override bool NeedsDepth => true;

        /// <inheritdoc/>
        public override AugmentationProfile? CopyProfile => AugmentationProfile.Edits;

        /// <inheritdoc/>
        public override TrainingRecipe Adapt(TrainingRecipe recipe, int images)
        {
            int batch = Batch;
            while (batch > 2 && batch * 3 > images) batch /= 2;
            int perEpoch = Math.Max(1, images / batch);
            return recipe with { BatchSize = batch, LearningRate = 4e-3, Epochs = Math.Max(Passes, (Steps + perEpoch - 1) / perEpoch) };
        }

        /// <inheritdoc/>
        public override TrainingObjective Begin(TrainingContext context) => new ContrastiveObjective(context);

        /// <inheritdoc/>
        public override ObjectiveCosts CostsOf(TrainingRecipe recipe, int images, StepCosts costs) =>
            _denoising.CostsOf(recipe, images, costs) with { Start = 0 };
    }
}
