using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Patches;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Objectives;

/// <summary>
/// What is said of a recipe before its images are known. What is null takes the default of the architecture, the objective and the images, or
/// what the run that goes on has. Immutable.
/// </summary>
public sealed class RecipeChoices
{
    /// <summary>Budgets below which the patches of many images are not learned from first: too little would be left for the encoder.</summary>
    private static readonly TimeSpan PatchTime = TimeSpan.FromMinutes(10);

    /// <summary>The network; null for <see cref="Architecture.Compact"/>.</summary>
    public Architecture? Architecture { get; init; }

    /// <summary>What training minimises.</summary>
    public Objective? Objective { get; init; }

    /// <summary>Values of one latent.</summary>
    /// <value>1 to 1,024; the default is 16 for <see cref="Recipes.Objective.Reconstruction"/>, else 64.</value>
    public int? LatentSize { get; init; }

    /// <summary>Passes over the training images in the encoder's first stage; no later stage, no round and not the decoder's, takes more.</summary>
    /// <value>1 to 10,000; the default depends on architecture, objective and the number of images.</value>
    public int? Epochs { get; init; }

    /// <summary>Images of one step. The last images of an epoch that do not fill a batch are left out of it; the next epoch draws anew.</summary>
    /// <value>2 to 8,192; the default depends on architecture and the number of images.</value>
    public int? BatchSize { get; init; }

    /// <summary>Adam's learning rate: the constant one, or the peak of the cycle.</summary>
    /// <value>Above 0, at most 1; the default depends on architecture and objective.</value>
    public double? LearningRate { get; init; }

    /// <summary>How the learning rate moves.</summary>
    /// <value>The default depends on the architecture.</value>
    internal LearningRateSchedule? Schedule { get; init; }

    /// <summary>How changed copies differ from their images, for the objectives that learn from them.</summary>
    public AugmentationChoices Augmentation { get; init; } = new();

    /// <summary>
    /// What the squared error of the gradient histograms counts beside that of the pixels, for the objectives that learn from changed copies.
    /// </summary>
    /// <value>0 to 1,000; the default is 10.</value>
    internal double? ShapeWeight { get; init; }

    /// <summary>The most rounds of neighbour graph and distillation; training stops earlier where another round would not help.</summary>
    /// <value>0 to 100; the default is 6.</value>
    internal int? Rounds { get; init; }

    /// <summary>Passes over the training images in a round.</summary>
    /// <value>1 to 10,000; the default depends on the number of images, and is at most <see cref="Epochs"/> where that is said.</value>
    internal int? RoundEpochs { get; init; }

    /// <summary>What an image's own code counts in its target, beside the one that was averaged along the graph.</summary>
    /// <value>0 to 10; the default is 0.4.</value>
    internal double? MemberWeight { get; init; }

    /// <summary>Neighbours of each image in the graph, or null: chosen in each round.</summary>
    /// <value>1 to 1,000; the default is null.</value>
    internal int? Neighbours { get; init; }

    /// <summary>How often codes are averaged along the graph, or null: chosen in each round.</summary>
    /// <value>1 to 100,000; the default is null.</value>
    internal int? SmoothingSteps { get; init; }

    /// <summary>The seed of every random draw.</summary>
    /// <value>The default is 42.</value>
    public int? Seed { get; init; }

    /// <summary>The share of the training images that is held out for validation, or null where another split is.</summary>
    /// <value>Above 0, at most 0.5; the default is null.</value>
    public double? ValidationShare { get; init; }

    /// <summary>Whether to validate with the data set's own test split, whatever the run that goes on did. Pictures have none.</summary>
    /// <value>The default is false.</value>
    public bool ValidatesWithTestSplit { get; init; }

    /// <summary>Refuses what can be refused before there are images, which may take long to read.</summary>
    /// <param name="channels">The channels that the images will have, 1 or 3.</param>
    /// <param name="checkpoint">The recipe of the run that goes on, or null for a new one.</param>
    /// <exception cref="TrainingException">A value is out of range, or it would be another recipe than the checkpoint's.</exception>
    internal void Require(int channels, TrainingRecipe? checkpoint) =>
        _ = For(new ImageSet("images", new PixelShape(channels, 1, 1), new byte[channels * 1000]), share: null, checkpoint);

    /// <summary>The recipe for some images.</summary>
    /// <param name="images">The images to train on; of a run that goes on they are not looked at.</param>
    /// <param name="share">The share that is held out where nothing is said; null where there is a test split.</param>
    /// <param name="checkpoint">The recipe of the run that goes on, or null for a new one.</param>
    /// <param name="teacher">The fingerprint of the model that teaches, or null.</param>
    /// <param name="budget">The time that the run may take; null for as long as it needs.</param>
    /// <exception cref="TrainingException">A value is out of range, or it would be another recipe than the checkpoint's.</exception>
    internal TrainingRecipe For(
        ImageSet images, double? share, TrainingRecipe? checkpoint = null, string? teacher = null, TimeSpan? budget = null)
    {
        Architecture architecture = Architecture ?? Recipes.Architecture.Compact;
        TrainingRecipe basis = checkpoint
            ?? DefaultRecipe.For(architecture, Wanted(architecture, images, teacher, budget), images) with { ValidationShare = share };
        TrainingRecipe recipe = basis with
        {
            Architecture = Architecture ?? basis.Architecture,
            Objective = Objective ?? basis.Objective,
            LatentSize = LatentSize ?? basis.LatentSize,
            Epochs = Epochs ?? basis.Epochs,
            BatchSize = BatchSize ?? basis.BatchSize,
            LearningRate = LearningRate ?? basis.LearningRate,
            Schedule = Schedule ?? basis.Schedule,
            Augmentation = ObjectiveTable.Of(basis.Objective).LearnsFromCopies ? Augmentation.For(basis.Augmentation) : basis.Augmentation,
            ShapeWeight = ShapeWeight ?? basis.ShapeWeight,
            Rounds = Rounds ?? basis.Rounds,
            RoundEpochs = RoundEpochs ?? (checkpoint is null && Epochs is { } bound ? Math.Min(basis.RoundEpochs, bound) : basis.RoundEpochs),
            MemberWeight = MemberWeight ?? basis.MemberWeight,
            Neighbours = Neighbours ?? basis.Neighbours,
            SmoothingSteps = SmoothingSteps ?? basis.SmoothingSteps,
            Teacher = teacher ?? basis.Teacher,
            Seed = Seed ?? basis.Seed,
            ValidationShare = ValidatesWithTestSplit ? null : ValidationShare ?? basis.ValidationShare,
        };
        recipe.Validate();
        if (checkpoint is null || recipe.ToJson() == checkpoint.ToJson()) return recipe;
        throw new TrainingException(
            $"The checkpoint was made with another recipe. Expected {checkpoint.ToJson()}, found {recipe.ToJson()}. Leave the recipe as it was, or train anew.")
        {
            Remedy = new Remedy(RemedyKind.TrainAnew),
        };
    }

    /// <summary>Refuses what was said of rounds where the images are learned without: which objective they take shows only once there are images.</summary>
    /// <param name="recipe">The recipe that was made.</param>
    /// <exception cref="TrainingException">It has no use for what was said.</exception>
    internal void RequireUse(TrainingRecipe recipe)
    {
        bool saysOfRounds = Rounds is not null || RoundEpochs is not null || MemberWeight is not null || Neighbours is not null || SmoothingSteps is not null;
        if (!saysOfRounds || ObjectiveTable.Of(recipe.Objective).HasRounds) return;
        string others = string.Join(", ", ObjectiveTable.All.Where(objective => objective.HasRounds).Select(objective => objective.Name));
        throw new TrainingException(
            $"Rounds were asked for, and these images are learned by the objective {ObjectiveTable.Of(recipe.Objective).Name}, which has none. "
                + $"Leave what is said of rounds away, or ask for an objective that has them ({others}).");
    }

    private Objective Wanted(Architecture architecture, ImageSet images, string? teacher, TimeSpan? budget)
    {
        if (Objective is { } said) return said;
        if (teacher is not null) return Recipes.Objective.Distillation;
        Objective usual = DefaultRecipe.ObjectiveFor(architecture, images.Channels, images.Count);
        bool hasNoPatches = Math.Min(images.Height, images.Width) < PictureHalving.MinSide;
        return usual == Recipes.Objective.Distillation && (budget < PatchTime || hasNoPatches) ? Recipes.Objective.Contrastive : usual;
    }
}
