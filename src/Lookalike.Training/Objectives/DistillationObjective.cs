using Lookalike.Imaging;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Costs;
using Lookalike.Training.Patches;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;
using Lookalike.Training.Runtime;
using Lookalike.Training.Teachers;
using static TorchSharp.torch;

namespace Lookalike.Training.Objectives;

/// <summary>
/// Distillation (Hinton, Vinyals and Dean, Distilling the knowledge in a neural network, 2015): a teacher gives each image a code, which is averaged over
/// its nearest neighbours, and the encoder learns to give that to two copies of the image: one moved a little, which the teacher could have seen, and one
/// edited as people edit pictures, through which it cannot see. It learns to tell copies apart as well (<see cref="Losses.Contrastive"/>), a little: the
/// teacher says which images are of one kind, and comparison alone would set each apart from all others.
/// </summary>
internal sealed class DistillationObjective : TrainingObjective
{
    private const string StageName = "distillation";

    /// <summary>What the comparison counts beside the teacher.</summary>
    private const double ContrastiveWeight = 0.1;

    /// <summary>How far the first copies are moved, as a share of the side.</summary>
    private const double Shift = 0.1;

    private readonly TrainingContext _context;
    private readonly CopyTest _copies;

    /// <summary>Prepares a run.</summary>
    /// <param name="context">What it works on; it stays the caller's.</param>
    /// <exception cref="TrainingException">The images are too small to have patches, and there is no other teacher.</exception>
    public DistillationObjective(TrainingContext context)
    {
        const int minimum = PictureHalving.MinSide;
        PixelShape shape = context.Images.Set.Shape;
        if (context.Teacher is null && Math.Min(shape.Width, shape.Height) < minimum)
        {
            throw new TrainingException(
                $"The images are {shape.Width}x{shape.Height} pixels; the patches that distillation learns from need sides of at least {minimum}. "
                + "Use another objective, or a model as the teacher.");
        }

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

    private StageLoss Begin(CancellationToken cancellationToken)
    {
        TrainingRecipe recipe = _context.Recipe;
        return new StageLoss
        {
            FirstChanges = new Augmenter(new Augmentation { Shift = Shift, Flip = recipe.Augmentation.Flip }),
            Changes = new Augmenter(recipe.Augmentation),
            Copies = 2,
            Draws = false,
            Targets = LatentCodes.ToTensor(Targets(cancellationToken), recipe.LatentSize, _context.Images.Device),
            Told = Comparison,
            Of = step => Losses.Distillation(step.Latent, step.Target!.repeat(2, 1)).Plus(Comparison(step).Times(ContrastiveWeight)),
        };
    }

    private static Tensor Comparison(StepTensors step) => Losses.Contrastive(step.Latent, ContrastiveObjective.Temperature);

    /// <summary>[N, latent]: what the latents are to become, rows of length 1.</summary>
    private float[] Targets(CancellationToken cancellationToken)
    {
        (TrainingRecipe recipe, int threads) = (_context.Recipe, _context.Threads);
        ITeacher teacher = _context.Teacher ?? new PatchTeacher(recipe.Seed);
        float[] codes = teacher.Encode(_context.Images.Set, recipe.LatentSize, threads, _context.Preparing, cancellationToken);
        LatentCodes.CentreAndNormalise(codes, LatentCodes.Mean(codes, recipe.LatentSize));
        return NeighbourAverage.Make(codes, recipe.LatentSize, threads, cancellationToken);
    }

    /// <summary>What is known of it before a run: what is known of learning by comparison, and the teacher's time.</summary>
    internal sealed class Definition : ContrastiveObjective.Definition
    {
        /// <inheritdoc/>
        public override string Name => "distillation";

        /// <inheritdoc/>
        public override TrainingObjective Begin(TrainingContext context) => new DistillationObjective(context);

        /// <inheritdoc/>
        public override ObjectiveCosts CostsOf(TrainingRecipe recipe, int images, StepCosts costs) => base.CostsOf(recipe, images, costs) with
        {
            Start = (images + (recipe.Teacher is null ? PatchTeacher.FitImages : 0)) * costs.TeachPerImage,
        };
    }
}
