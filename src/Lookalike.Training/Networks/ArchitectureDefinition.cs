using Lookalike.Training.Recipes;

namespace Lookalike.Training.Networks;

/// <summary>All that there is to say of an architecture. A new one is a class like this, a line in <see cref="ArchitectureTable"/>, and its name.</summary>
internal abstract class ArchitectureDefinition
{
    /// <summary>What people call it, in one word.</summary>
    public abstract string Name { get; }

    /// <summary>How often the encoder halves an image: its depth.</summary>
    /// <param name="side">The longer side of the image in pixels, at least 1.</param>
    public abstract int HalvingsOf(int side);

    /// <summary>Reserves the parameters and returns encoder and decoder.</summary>
    /// <param name="layout">Where the parameters are reserved.</param>
    /// <param name="input">What the network takes and gives.</param>
    /// <exception cref="TrainingException">The network cannot be built for this image size.</exception>
    public abstract (IReadOnlyList<TrainableLayer> Encoder, IReadOnlyList<TrainableLayer> Decoder) Build(ParameterLayout layout, NetworkInput input);

    /// <summary>What it is trained for where nothing is asked for.</summary>
    /// <param name="channels">Channels of the images: 1 or 3.</param>
    /// <param name="images">How many there are to train on.</param>
    public abstract Objective ObjectiveFor(int channels, int images);

    /// <summary>The schedule that it is trained by where nothing else is asked for; architecture, objective and latent are not set.</summary>
    /// <param name="learnsFromCopies">Whether the objective changes the images, which takes longer to learn and a lower rate.</param>
    /// <param name="images">How many images there are to train on: few images are seen more often, in smaller batches.</param>
    public abstract TrainingRecipe ScheduleFor(bool learnsFromCopies, int images);
}
