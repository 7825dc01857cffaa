using Lookalike.Training.Recipes;

namespace Lookalike.Training.Sources;

/// <summary>What is going to be trained.</summary>
public sealed class TrainingBeginning
{
    /// <summary>The recipe that is asked for; a budget may make it shorter.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>What the images are called.</summary>
    public required string Source { get; init; }

    /// <summary>Images to train on.</summary>
    public required int Training { get; init; }

    /// <summary>Images to validate with; null where they are the same, because they are few.</summary>
    public int? Validation { get; init; }
}
