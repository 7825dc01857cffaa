using Lookalike.Datasets;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Costs;
using Lookalike.Training.Patches;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Objectives;

/// <summary>
/// Contrastive learning with a teacher: the encoder learns from edited copies which of them are of one image, as in <see cref="ContrastiveObjective"/>, and to
/// give each the code that the sparse manifold transform gives its image (<see cref="PatchCoder"/>), averaged over its nearest neighbours (Hinton, Vinyals and
/// Dean, Distilling the knowledge in a neural network, 2015). Comparison alone sets every image apart from every other; the teacher says which are of one kind.
/// </summary>
internal sealed class ManifoldObjective : TrainingObjective
{
    private const string StageName = "manifold";

    /// <summary>What the teacher counts beside the comparison.</summary>
    private const double TeacherWeight = 5;

    private readonly TrainingContext _context;
    private readonly CopyTest _copies;

    /// <summary>Prepares a run.</summary>
    /// <param name="context">What it works on; it stays the caller's.</param>
    public ManifoldObjective(TrainingContext context)
    {
        _context = context;
        _copies = new CopyTest(context.Recipe, context.Images, DenoisingObjective.Copies, context.Threads);
    }

    /// <inheritdoc/>
    public override int PlannedEpochs => _context.Recipe.Epochs + _context.Recipe.DecoderEpochs;

    /// <inheritdoc/>
    public override TrainingStage? Next(IReadOnlyList<StageResult> finished, bool roundsOver) => finished.Count switch
    {
        0 => new TrainingStage
        {
            Name = StageName,
            Kind = StageKind.Whole,
            Epochs = _context.Recipe.Epochs,
            LearningRate = _context.Recipe.LearningRate,
            Begin = Begin,
            Finish = cancellationToken => _copies.Score(StageName, _context.Autoencoder, cancellationToken),
        },
        1 => DecoderStage.After(encoder: 0, _context),
        _ => null,
    };

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    private StageLoss Begin(CancellationToken cancellationToken) => new()
    {
        Changes = new Augmenter(_context.Recipe.Augmentation),
        Copies = 2,
        Draws = false,
        Targets = LatentCodes.ToTensor(Targets(cancellationToken), _context.Recipe.LatentSize, _context.Images.Device),
        Of = step =>
        {
            Tensor taught = Losses.Distillation(step.Latent, step.Target!.repeat(2, 1));
            return Losses.Contrastive(step.Latent, ContrastiveObjective.Temperature) + taught.Times(TeacherWeight);
        },
    };

    /// <summary>[N, latent]: what the latents are to become as well, rows of length 1. A code that is shorter than a latent ends with zeros.</summary>
    private float[] Targets(CancellationToken cancellationToken)
    {
        (ImageSet images, int latent, int threads) = (_context.Images.Set, _context.Recipe.LatentSize, _context.Threads);
        PatchSettings settings = PatchSettings.For(images.Shape) with { Size = latent, Seed = _context.Recipe.Seed };
        PatchCoder teacher = PatchCoder.Fit(images, settings, threads, progress: null, cancellationToken);
        float[] codes = teacher.Encode(images, threads, progress: null, cancellationToken);
        LatentCodes.CentreAndNormalise(codes, LatentCodes.Mean(codes, teacher.Size));
        float[] averages = NeighbourAverage.Make(codes, teacher.Size, threads, cancellationToken);
        if (teacher.Size == latent) return averages;
        float[] targets = new float[images.Count * latent];
        for (int i = 0; i < images.Count; i++) averages.AsSpan(i * teacher.Size, teacher.Size).CopyTo(targets.AsSpan(i * latent));
        return targets;
    }

    /// <summary>What is known of it before a run.</summary>
    internal sealed class Definition : ObjectiveDefinition
    {
        private readonly ContrastiveObjective.Definition _contrastive = new();

        /// <inheritdoc/>
        public override string Name => "manifold";

        /// <inheritdoc/>
        public override int LatentSize => _contrastive.LatentSize;

        /// <inheritdoc/>
        public override bool LearnsFromCopies => true;

        /// <inheritdoc/>
        public override bool PredictsShape => false;

        /// <inheritdoc/>
        public override bool NeedsDepth => true;

        /// <inheritdoc/>
        public override AugmentationProfile? CopyProfile => _contrastive.CopyProfile;

        /// <inheritdoc/>
        public override TrainingRecipe Adapt(TrainingRecipe recipe, int images) => _contrastive.Adapt(recipe, images);

        /// <inheritdoc/>
        public override TrainingObjective Begin(TrainingContext context) => new ManifoldObjective(context);

        /// <inheritdoc/>
        public override ObjectiveCosts CostsOf(TrainingRecipe recipe, int images, StepCosts costs) => _contrastive.CostsOf(recipe, images, costs);
    }
}
