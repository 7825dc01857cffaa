namespace Lookalike.Training;

/// <summary>Leads a run from stage to stage. What comes next follows from what is finished alone, so a resumed run goes the same way.</summary>
internal abstract class TrainingObjective : IDisposable
{
    /// <summary>The stage that comes next, or null when the run is over.</summary>
    /// <param name="finished">The finished stages, in order.</param>
    /// <param name="roundsOver">True where no round is to follow, for want of time.</param>
    public abstract Stage? Next(IReadOnlyList<StageResult> finished, bool roundsOver);

    /// <summary>Epochs of the whole run if no round is left out.</summary>
    public abstract int PlannedEpochs { get; }

    /// <summary>Which stage's encoder the model has and why, in a sentence; null where there was no choice.</summary>
    /// <param name="finished">The finished stages, in order.</param>
    /// <param name="budgeted">True where the time was limited.</param>
    public virtual string? Verdict(IReadOnlyList<StageResult> finished, bool budgeted) => null;

    /// <summary>What the network needs for this objective.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="channels">Channels of an image.</param>
    /// <param name="height">Height of an image.</param>
    /// <param name="width">Width of an image.</param>
    public static NetworkInput InputFor(TrainingRecipe recipe, int channels, int height, int width)
    {
        bool learnsFromCopies = recipe.Objective != Objective.Reconstruction;
        return new NetworkInput
        {
            Channels = channels,
            Height = height,
            Width = width,
            LatentSize = recipe.LatentSize,
            UnitLatents = learnsFromCopies,
            Features = learnsFromCopies ? GradientHistograms.Size(height, width) : 0,
        };
    }

    /// <summary>The objective of a recipe.</summary>
    /// <param name="context">What it works on; it stays the caller's.</param>
    public static TrainingObjective For(TrainingContext context) => context.Recipe.Objective switch
    {
        Objective.Reconstruction => new ReconstructionObjective(context),
        Objective.Denoising => new DenoisingObjective(context),
        Objective.Neighbourhood => new NeighbourhoodObjective(context),
        _ => throw new System.Diagnostics.UnreachableException($"No objective {context.Recipe.Objective}."),
    };

    /// <inheritdoc/>
    public abstract void Dispose();
}
