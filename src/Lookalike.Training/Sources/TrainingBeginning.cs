using Lookalike.Training.Recipes;

namespace Lookalike.Training.Sources;

/// <summary>What is going to be trained.</summary>
public sealed class TrainingBeginning
{
    internal TrainingBeginning(TrainingRecipe recipe) => Recipe = recipe;

    /// <summary>The recipe that is asked for; a budget may make it shorter.</summary>
    internal TrainingRecipe Recipe { get; }

    /// <summary>The recipe as JSON, as the model file will hold it where no budget makes it shorter.</summary>
    public string RecipeJson => Recipe.ToJson();

    /// <summary>What the images are called.</summary>
    public string Source { get; internal init; } = "";

    /// <summary>Images to train on.</summary>
    public int Training { get; internal init; }

    /// <summary>Images to validate with; null where they are the same, because they are few.</summary>
    public int? Validation { get; internal init; }
}
