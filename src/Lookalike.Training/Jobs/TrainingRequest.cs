using Lookalike.Training.Objectives;
using Lookalike.Training.Sources;

namespace Lookalike.Training.Jobs;

/// <summary>One call of training, from a data set or pictures to a model file.</summary>
public sealed class TrainingRequest
{
    /// <summary>The data set: a name of the catalogue, or a folder with IDX files; null for pictures.</summary>
    public string? Dataset { internal get; init; }

    /// <summary>The pictures; null for a data set, and on a run that goes on for those that it began with.</summary>
    public PictureRequest? Pictures { internal get; init; }

    /// <summary>
    /// The model whose encoder teaches the new one what is alike: any model file, one made of a foreign encoder too. Null for none. A run that goes on
    /// needs the one that it began with.
    /// </summary>
    public string? TeacherPath { internal get; init; }

    /// <summary>What is asked of the recipe.</summary>
    public RecipeChoices Recipe { internal get; init; } = new();

    /// <summary>What is written, and how the run is to be.</summary>
    public required TrainingOptions Options { internal get; init; }
}
