using Lookalike.Imaging;
using Lookalike.Training.Features;
using Lookalike.Training.Networks;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;

namespace Lookalike.Training.Objectives;

/// <summary>Leads a run from stage to stage. What comes next follows from what is finished alone, so a resumed run goes the same way.</summary>
internal abstract class TrainingObjective : IDisposable
{
    /// <summary>The stage that comes next, or null when the run is over.</summary>
    /// <param name="finished">The finished stages, in order.</param>
    /// <param name="roundsOver">True where no round is to follow, for want of time.</param>
    public abstract TrainingStage? Next(IReadOnlyList<StageResult> finished, bool roundsOver);

    /// <summary>Epochs of the whole run if no round is left out.</summary>
    public abstract int PlannedEpochs { get; }

    /// <summary>Which stage's encoder the model has and why, in a sentence; null where there was no choice.</summary>
    /// <param name="finished">The finished stages, in order.</param>
    /// <param name="budgeted">True where the time was limited.</param>
    public virtual string? Verdict(IReadOnlyList<StageResult> finished, bool budgeted) => null;

    /// <summary>What the network needs for an objective.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="shape">What it takes.</param>
    public static NetworkInput InputFor(TrainingRecipe recipe, PixelShape shape)
    {
        ObjectiveDefinition aim = ObjectiveTable.Of(recipe.Objective);
        return new NetworkInput
        {
            Channels = shape.Channels,
            Height = shape.Height,
            Width = shape.Width,
            LatentSize = recipe.LatentSize,
            DetailSize = aim.DetailSize,
            UnitLatents = aim.LearnsFromCopies,
            Deep = aim.NeedsDepth,
            Features = aim.PredictsShape ? GradientHistograms.Size(shape.Height, shape.Width) : 0,
        };
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}
