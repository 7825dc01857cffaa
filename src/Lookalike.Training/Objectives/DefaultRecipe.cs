using Lookalike.Datasets;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Networks;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Objectives;

/// <summary>The recipe that is trained where nothing else is asked for.</summary>
internal static class DefaultRecipe
{
    /// <summary>
    /// The objective that an architecture is trained for where nothing else is asked for. Rounds make groups of grey images purer; of colour
    /// pictures they lose more than they find, and telling copies apart finds most (docs/decisions/0030-contrastive-learning-of-photographs.md).
    /// </summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="channels">Channels of the images: 1 or 3.</param>
    /// <param name="images">How many there are to train on.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="architecture"/> is not defined.</exception>
    public static Objective ObjectiveFor(Architecture architecture, int channels, int images) =>
        ArchitectureTable.Of(architecture).ObjectiveFor(channels, images);

    /// <summary>The recipe of a run about which nothing more is said: its copies are changed as suits the images.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="objective">The objective; null for that of <see cref="ObjectiveFor"/>.</param>
    /// <param name="images">The images to train on; their name, channels and number are looked at.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="architecture"/> or <paramref name="objective"/> is not defined.</exception>
    public static TrainingRecipe For(Architecture architecture, Objective? objective, ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        TrainingRecipe recipe = For(architecture, objective ?? ObjectiveFor(architecture, images.Channels, images.Count), images.Count);
        return ObjectiveTable.Of(recipe.Objective).LearnsFromCopies
            ? recipe with { Augmentation = Augmentation.For(ObjectiveTable.Of(recipe.Objective).CopyProfile ?? AugmentationDefaults.For(images)) }
            : recipe;
    }

    /// <summary>The recipe of an architecture and an objective; it changes no copies.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="objective">The objective.</param>
    /// <param name="images">How many images there are to train on: few images are seen more often, in smaller batches.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="architecture"/> or <paramref name="objective"/> is not defined.</exception>
    public static TrainingRecipe For(Architecture architecture, Objective objective, int images)
    {
        ObjectiveDefinition aim = ObjectiveTable.Of(objective);
        TrainingRecipe schedule = ArchitectureTable.Of(architecture).ScheduleFor(aim.LearnsFromCopies, images);
        return aim.Adapt(schedule with { Architecture = architecture, Objective = objective, LatentSize = aim.LatentSize }, images);
    }
}
