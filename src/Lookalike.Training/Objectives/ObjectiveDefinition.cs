using Lookalike.Training.Augmentations;
using Lookalike.Training.Costs;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;

namespace Lookalike.Training.Objectives;

/// <summary>
/// What there is to say of an objective before a run of it begins. A new one is a <see cref="TrainingObjective"/> with a class like this in its
/// file, a line in <see cref="ObjectiveTable"/>, and its name.
/// </summary>
internal abstract class ObjectiveDefinition
{
    /// <summary>What people call it, in one word.</summary>
    public abstract string Name { get; }

    /// <summary>Values of a latent where nothing else is asked for.</summary>
    public abstract int LatentSize { get; }

    /// <summary>Values that the decoder is given beside a latent, made in the decoder's stage; 0 for none.</summary>
    public int DetailSize => LearnsFromCopies ? DecoderStage.DetailSize : 0;

    /// <summary>Whether the encoder sees changed copies of the images: the network then ends with latents of length 1.</summary>
    public abstract bool LearnsFromCopies { get; }

    /// <summary>Whether the shape of the images is predicted from their latents while training.</summary>
    public virtual bool PredictsShape => LearnsFromCopies;

    /// <summary>Whether there are rounds of neighbour graph and distillation.</summary>
    public virtual bool HasRounds => false;

    /// <summary>Whether the encoder has to see through more than it can with few layers, at three times the time of a step.</summary>
    public virtual bool NeedsDepth => false;

    /// <summary>The recipe of an architecture's schedule, as this objective wants it where nothing else is asked for.</summary>
    /// <param name="recipe">The schedule of the architecture, with this objective and its latent.</param>
    /// <param name="images">How many images there are to train on.</param>
    public virtual TrainingRecipe Adapt(TrainingRecipe recipe, int images) => recipe;

    /// <summary>How the copies change where nothing is said, of images of three channels; null for what suits the images whatever the objective.</summary>
    public virtual AugmentationProfile? CopyProfile => null;

    /// <summary>Prepares a run.</summary>
    /// <param name="context">What it works on; it stays the caller's.</param>
    public abstract TrainingObjective Begin(TrainingContext context);

    /// <summary>What its parts take on some images.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="images">The images to train on.</param>
    /// <param name="costs">What the parts of a run take on this machine.</param>
    public abstract ObjectiveCosts CostsOf(TrainingRecipe recipe, int images, StepCosts costs);

    /// <summary>Why a recipe, all of whose values are in their ranges, cannot be trained for this objective; null where it can.</summary>
    public virtual string? FindFault(TrainingRecipe recipe) => null;

    /// <summary>Whether a finished stage has what later stages ask of it.</summary>
    /// <param name="stage">The stage, as a checkpoint tells of it.</param>
    /// <param name="index">Its place in the run, 0-based.</param>
    public virtual bool IsSound(StageResult stage, int index) => true;
}
