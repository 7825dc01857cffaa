using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Objectives;

/// <summary>
/// What is said of a recipe before its images are known. What is null takes the default of the architecture, the objective and the images, or
/// what the run that goes on has. Immutable.
/// </summary>
public sealed class RecipeChoices
{
    /// <summary>The network; null for <see cref="Architecture.Compact"/>.</summary>
    public Architecture? Architecture { get; init; }

    /// <summary>What training minimises.</summary>
    public Objective? Objective { get; init; }

    /// <summary>See <see cref="TrainingRecipe.LatentSize"/>.</summary>
    public int? LatentSize { get; init; }

    /// <summary>See <see cref="TrainingRecipe.Epochs"/>.</summary>
    public int? Epochs { get; init; }

    /// <summary>See <see cref="TrainingRecipe.BatchSize"/>.</summary>
    public int? BatchSize { get; init; }

    /// <summary>See <see cref="TrainingRecipe.LearningRate"/>.</summary>
    public double? LearningRate { get; init; }

    /// <summary>See <see cref="TrainingRecipe.Schedule"/>.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>How changed copies differ from their images, for the objectives that learn from them.</summary>
    public AugmentationChoices Augmentation { get; init; } = new();

    /// <summary>See <see cref="TrainingRecipe.ShapeWeight"/>.</summary>
    public double? ShapeWeight { get; init; }

    /// <summary>See <see cref="TrainingRecipe.Rounds"/>.</summary>
    public int? Rounds { get; init; }

    /// <summary>See <see cref="TrainingRecipe.RoundEpochs"/>.</summary>
    public int? RoundEpochs { get; init; }

    /// <summary>See <see cref="TrainingRecipe.MemberWeight"/>.</summary>
    public double? MemberWeight { get; init; }

    /// <summary>See <see cref="TrainingRecipe.Neighbours"/>.</summary>
    public int? Neighbours { get; init; }

    /// <summary>See <see cref="TrainingRecipe.SmoothingSteps"/>.</summary>
    public int? SmoothingSteps { get; init; }

    /// <summary>See <see cref="TrainingRecipe.Seed"/>.</summary>
    public int? Seed { get; init; }

    /// <summary>The share of the images that is held out; see <see cref="TrainingRecipe.ValidationShare"/>.</summary>
    public double? ValidationShare { get; init; }

    /// <summary>Whether to validate with the data set's own test split, whatever the run that goes on did. Pictures have none.</summary>
    /// <value>The default is false.</value>
    public bool ValidatesWithTestSplit { get; init; }

    /// <summary>Refuses what can be refused before there are images, which may take long to read.</summary>
    /// <param name="channels">The channels that the images will have, 1 or 3.</param>
    /// <param name="checkpoint">The recipe of the run that goes on, or null for a new one.</param>
    /// <exception cref="TrainingException">A value is out of range, or it would be another recipe than the checkpoint's.</exception>
    public void Require(int channels, TrainingRecipe? checkpoint) =>
        _ = For(new ImageSet("images", new PixelShape(channels, 1, 1), new byte[channels * 1000]), share: null, checkpoint);

    /// <summary>The recipe for some images.</summary>
    /// <param name="images">The images to train on; of a run that goes on they are not looked at.</param>
    /// <param name="share">The share that is held out where nothing is said; null where there is a test split.</param>
    /// <param name="checkpoint">The recipe of the run that goes on, or null for a new one.</param>
    /// <exception cref="TrainingException">A value is out of range, or it would be another recipe than the checkpoint's.</exception>
    internal TrainingRecipe For(ImageSet images, double? share, TrainingRecipe? checkpoint = null)
    {
        TrainingRecipe basis = checkpoint
            ?? DefaultRecipe.For(Architecture ?? Recipes.Architecture.Compact, Objective, images) with { ValidationShare = share };
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
            RoundEpochs = RoundEpochs ?? basis.RoundEpochs,
            MemberWeight = MemberWeight ?? basis.MemberWeight,
            Neighbours = Neighbours ?? basis.Neighbours,
            SmoothingSteps = SmoothingSteps ?? basis.SmoothingSteps,
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
}
