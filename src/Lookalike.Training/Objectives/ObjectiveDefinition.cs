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

    /// <summary>
    /// Whether the encoder sees changed copies of the images: the network then predicts their shape as well, and ends with latents of length 1.
    /// </summary>
    public abstract bool LearnsFromCopies { get; }

    /// <summary>Whether there are rounds of neighbour graph and distillation.</summary>
    public virtual bool HasRounds => false;

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
