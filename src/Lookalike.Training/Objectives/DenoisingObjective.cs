using System.Globalization;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Costs;
using Lookalike.Training.Features;
using Lookalike.Training.Networks;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Objectives;

/// <summary>
/// Reconstruct the image from a changed copy (Vincent et al., Extracting and composing robust features with denoising autoencoders, 2008), in
/// pixels and, weighted, in gradient histograms; then bring the latents to length 1 about their mean and let the decoder learn to draw from
/// those, the encoder left as it is.
/// </summary>
internal sealed class DenoisingObjective : TrainingObjective
{
    /// <summary>Images that are copied to compare stages.</summary>
    public const int Copies = 1000;

    private readonly TrainingContext _context;
    private readonly CopyTest _copies;
    private readonly ShapeFeatures _features;

    /// <summary>Computes what the loss compares with.</summary>
    /// <param name="context">What it works on; it stays the caller's.</param>
    public DenoisingObjective(TrainingContext context)
    {
        _context = context;
        _copies = new CopyTest(context.Recipe, context.Images, Copies, context.Threads);
        _features = new ShapeFeatures(context.Images);
    }

    /// <inheritdoc/>
    public override int PlannedEpochs => _context.Recipe.Epochs + _context.Recipe.DecoderEpochs;

    /// <inheritdoc/>
    public override TrainingStage? Next(IReadOnlyList<StageResult> finished, bool roundsOver) => finished.Count switch
    {
        0 => Denoising("denoising"),
        1 => DecoderStage.After(encoder: 0, _context),
        _ => null,
    };

    /// <inheritdoc/>
    public override string? Verdict(IReadOnlyList<StageResult> finished, bool budgeted)
    {
        const int minimum = CompactArchitecture.MinContrastive;
        int count = _context.Images.Count;
        return _context.Images.Set.Channels == 1 || count >= minimum ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"Learned by drawing: {count} images are too few to learn what tells their copies apart, which finds more of them from {minimum} images on.");
    }

    /// <summary>The loss of changed copies.</summary>
    /// <param name="targets">(N, d): what the latents are to become as well, rows of length 1; the loss takes them over. Null for nothing.</param>
    public StageLoss Loss(Tensor? targets = null)
    {
        float shapeWeight = (float)_context.Recipe.ShapeWeight;
        return new StageLoss
        {
            Changes = new Augmenter(_context.Recipe.Augmentation),
            Histograms = _features,
            Targets = targets,
            Of = targets is null ? Denoising : step => Denoising(step).Plus(Losses.Distillation(step.Latent, step.Target!)),
        };

        Tensor Denoising(StepTensors step) =>
            step.PixelError!.Plus(Losses.Shape(step.PredictedHistograms!, step.Histograms!).Times(shapeWeight));
    }

    /// <summary>The stage that trains the whole network on changed copies.</summary>
    public TrainingStage Denoising(string name) => new()
    {
        Name = name,
        Kind = StageKind.Whole,
        Epochs = _context.Recipe.Epochs,
        LearningRate = _context.Recipe.LearningRate,
        Begin = _ => Loss(),
        Finish = cancellationToken => Measure(name, cancellationToken),
    };

    /// <summary>The label-free score of the network as it is now.</summary>
    public StageResult Measure(string stage, CancellationToken cancellationToken) => _copies.Score(stage, _context.Autoencoder, cancellationToken);

    /// <inheritdoc/>
    public override void Dispose() => _features.Dispose();

    /// <summary>What is known of it before a run.</summary>
    internal sealed class Definition : ObjectiveDefinition
    {
        /// <inheritdoc/>
        public override string Name => "denoising";

        /// <inheritdoc/>
        public override int LatentSize => 64;

        /// <inheritdoc/>
        public override bool LearnsFromCopies => true;

        /// <inheritdoc/>
        public override TrainingObjective Begin(TrainingContext context) => new DenoisingObjective(context);

        /// <inheritdoc/>
        public override ObjectiveCosts CostsOf(TrainingRecipe recipe, int images, StepCosts costs) => new()
        {
            Start = images * costs.FeaturesPerImage,
            Measure = (images * costs.EncodePerImage) + (2 * Copies * ((2 * costs.EncodePerImage) + (images * costs.Compare))),
            DecoderStart = images * costs.EncodePerImage,
            DecoderEpochs = recipe.DecoderEpochs,
        };
    }
}
